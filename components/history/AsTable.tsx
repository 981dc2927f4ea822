/** A picture's numbers as a table, folded until they are wanted. */
import { m } from '@/utils/words/messages';
import { useSpeech } from '../words';

interface Row {
  key: string;
  /** The first one names the row. */
  cells: readonly string[];
}

/** Draws it; the table scrolls by itself where it is wider than the page. */
export function AsTable({
  columns,
  rows,
  open,
}: {
  columns: readonly string[];
  rows: readonly Row[];
  open?: boolean | undefined;
}) {
  const { tongue } = useSpeech();
  return (
    <details class="as-table" open={open}>
      <summary>{m.history_as_table({}, tongue)}</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [name, ...cells] }) => (
              <tr key={key}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                {cells.map((cell, index) => (
                  <td key={columns[index + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
