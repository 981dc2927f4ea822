/** The field in which names, lists and addresses are typed or pasted, and what it says about them. */
import type { ComponentChildren, TargetedClipboardEvent, TargetedInputEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { addTyped, type Complaint, inOneLine } from '@/utils/catalogue/adding';
import type { CatalogueService, Favourite } from '@/utils/model';
import { m } from '@/utils/words/messages';
import { favouriteName } from './favourite-name';
import { PROBLEMS } from './problems';
import { nameOf, useSpeech } from './words';

interface FieldProps {
  favourites: readonly Favourite[];
  onAdd: (fresh: Favourite[]) => void;
}

/** Keeps the text and the complaint of one field. */
export function useAddField({ favourites, onAdd }: FieldProps) {
  const [text, setText] = useState('');
  const [complaint, setComplaint] = useState<Complaint | null>(null);
  const before = useRef(favourites.length);
  useEffect(() => {
    // What was complained of is past once the list was cleared up.
    if (favourites.length < before.current) setComplaint(null);
    before.current = favourites.length;
  }, [favourites.length]);
  const write = (next: string) => {
    setText(next);
    setComplaint(null);
  };
  const take = (wanted: string) => {
    const added = addTyped(wanted, favourites);
    setText(added.left);
    setComplaint(added.complaint);
    if (added.fresh.length > 0) onAdd(added.fresh);
  };
  return {
    text,
    complaint,
    /** What the form does. */
    onSubmit: (event: Event) => {
      event.preventDefault();
      take(text);
    },
    /** What the input does. */
    field: {
      value: text,
      onInput: (event: TargetedInputEvent<HTMLInputElement>) => write(event.currentTarget.value),
      // The browser would join the lines of a column before anyone sees where they ended.
      onPaste: (event: TargetedClipboardEvent<HTMLInputElement>) => {
        const pasted = event.clipboardData?.getData('text') ?? '';
        if (!/[\n\r\t]/.test(pasted.trim())) return;
        event.preventDefault();
        const { currentTarget: input } = event;
        const [from, to] = [input.selectionStart ?? text.length, input.selectionEnd ?? text.length];
        write(text.slice(0, from) + inOneLine(pasted) + text.slice(to));
      },
    },
    /** Takes the service that was meant, and leaves the rest of the text. */
    meant: (service: CatalogueService) => {
      const rest = text.split(', ').slice(1);
      take([service.name, ...rest].join(', '));
    },
  };
}

interface FinderProps extends Pick<ReturnType<typeof useAddField>, 'onSubmit' | 'field'> {
  type: 'text' | 'search';
  name: string;
  label: string;
  hint?: string;
  /** Ids of what is said of it. */
  describedBy: string;
  /** Id of a list of suggestions that goes with it. */
  list?: string;
  children?: ComponentChildren;
}

/** Draws the field with its button. */
export function Finder({ onSubmit, field, label, hint, describedBy, children, ...input }: FinderProps) {
  const { tongue } = useSpeech();
  return (
    <form class="finder" onSubmit={onSubmit}>
      <input
        autoComplete="off"
        aria-label={label}
        aria-describedby={describedBy}
        {...(hint !== undefined && { placeholder: hint })}
        {...input}
        {...field}
      />
      {children}
      <button type="submit" class="main" data-action="add">
        {m.page_add_button({}, tongue)}
      </button>
    </form>
  );
}

/** Says what could not be added, and what may have been meant. */
export function Complaints({
  id,
  complaint,
  onMeant,
}: {
  id: string;
  complaint: Complaint | null;
  onMeant: (service: CatalogueService) => void;
}) {
  const { tongue } = useSpeech();
  return (
    <p id={id} class="small complaint" role="status">
      {complaint !== null && complaint.problem === 'duplicate' && (
        <span>{m.page_chosen_already({ service: favouriteName(complaint.favourite, tongue) }, tongue)}</span>
      )}
      {complaint !== null && complaint.problem !== 'duplicate' && (
        <span class="theirs">{PROBLEMS[complaint.problem]({}, tongue)}</span>
      )}
      {complaint !== null && complaint.problem !== 'duplicate' && complaint.meant !== null && (
        <Meant service={complaint.meant} onMeant={onMeant} />
      )}
    </p>
  );
}

function Meant({
  service,
  onMeant,
}: {
  service: CatalogueService;
  onMeant: (service: CatalogueService) => void;
}) {
  const { tongue } = useSpeech();
  return (
    <button type="button" data-action="meant" onClick={() => onMeant(service)}>
      {m.page_did_you_mean({ service: nameOf(service, tongue) }, tongue)}
    </button>
  );
}
