import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';

export function parsedMessages(locale: string): Record<string, MessageFormatElement[]>;
export function inputsOf(elements: readonly MessageFormatElement[]): Record<string, string>;
export function writeWords(): void;
export function parsedText(text: string, where: string): MessageFormatElement[];
