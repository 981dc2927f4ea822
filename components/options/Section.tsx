/** One section of the options, reachable by its name. */
import type { ComponentChildren } from 'preact';
import { ManagedNote } from '../MemoryNotes';

/** Draws it. `managed`: an organisation decided, and the controls inside are off. */
export function Section({
  id,
  title,
  managed = false,
  children,
}: {
  id: string;
  title: string;
  managed?: boolean;
  children: ComponentChildren;
}) {
  return (
    <section class="card option" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1}>
        {title}
      </h2>
      {managed && (
        <p class="managed small">
          <ManagedNote />
        </p>
      )}
      {children}
    </section>
  );
}

/** A switch with its words, and a line under them. */
export function Check({
  name,
  on,
  off = false,
  hint,
  onChange,
  children,
}: {
  name: string;
  on: boolean;
  /** It cannot be changed. */
  off?: boolean;
  hint?: string;
  onChange: (on: boolean) => void;
  children: ComponentChildren;
}) {
  return (
    <label class="check">
      <input
        type="checkbox"
        name={name}
        checked={on}
        disabled={off}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {children}
        {hint !== undefined && <span class="small soft hint">{hint}</span>}
      </span>
    </label>
  );
}

/** One of several, as round buttons. */
export function Choice<T extends string>({
  name,
  legend,
  value,
  options,
  off = false,
  onChange,
}: {
  name: string;
  legend: string;
  value: T;
  options: readonly (readonly [T, string])[];
  off?: boolean;
  onChange: (value: T) => void;
}) {
  return (
    <fieldset class="one-of" disabled={off}>
      <legend>{legend}</legend>
      {options.map(([key, text]) => (
        <label class="check" key={key}>
          <input
            type="radio"
            name={name}
            value={key}
            checked={key === value}
            onChange={() => onChange(key)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
