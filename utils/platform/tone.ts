/** Two soft notes, made on the spot. Browser: Web Audio. */

const NOTES_HZ = [587.33, 440];
const NOTE_S = 0.28;
const LOUDNESS = 0.08;
/** Loudness never jumps: a jump is a click in the ear. */
const SILENT = 0.0001;
/** Where the browser does not let it begin, it never ends. */
const GIVE_UP_MS = 4_000;

/** Plays them; resolves when they have faded. Rejects where there is no sound. */
export async function playTone(): Promise<void> {
  const audio = new AudioContext();
  try {
    const notes = NOTES_HZ.map((hertz, index) => noteOf(audio, hertz, audio.currentTime + index * NOTE_S));
    const last = notes.at(-1);
    await new Promise<void>((done) => {
      last?.addEventListener('ended', () => done(), { once: true });
      setTimeout(done, GIVE_UP_MS);
    });
  } finally {
    await audio.close();
  }
}

function noteOf(audio: AudioContext, hertz: number, at: number): OscillatorNode {
  const note = new OscillatorNode(audio, { frequency: hertz, type: 'sine' });
  const volume = new GainNode(audio, { gain: SILENT });
  volume.gain.setValueAtTime(SILENT, at);
  volume.gain.exponentialRampToValueAtTime(LOUDNESS, at + NOTE_S / 8);
  volume.gain.exponentialRampToValueAtTime(SILENT, at + NOTE_S * 2);
  note.connect(volume).connect(audio.destination);
  note.start(at);
  note.stop(at + NOTE_S * 2);
  return note;
}
