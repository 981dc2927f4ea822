/** What a person takes along: the clipboard, and files. Browser; each needs a click. */

/** Copies text; false when the browser refused. */
export function copyText(text: string): Promise<boolean> {
  return settled(navigator.clipboard.writeText(text));
}

/** Copies a PNG; false when the browser refused. */
export function copyPicture(picture: Blob): Promise<boolean> {
  return settled(navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]));
}

/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function settled(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
