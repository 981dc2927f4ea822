/** The clipboard. Browser; each needs a click. */

/** Copies text; false when the browser refused. */
export function copyText(text: string): Promise<boolean> {
  return settled(navigator.clipboard.writeText(text));
}

/** Copies a PNG; false when the browser refused. */
export function copyPicture(picture: Blob): Promise<boolean> {
  return settled(navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]));
}

function settled(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
