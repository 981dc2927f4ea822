import { render } from 'preact';

render(<p>Faultline</p>, document.body);
