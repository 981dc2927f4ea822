/** Handing a file to the person. Browser; the download needs no permission. */

/** The download has its own hold on the data once it has begun. */
const BEGUN_MS = 10_000;

/** Lets the browser save what is in a file under a name. */
export function saveFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), BEGUN_MS);
}

/** The same for a text. */
export function saveText(name: string, text: string, type: string): void {
  saveFile(name, new Blob([text], { type }));
}
