/** A certificate authority of the lab's own, and certificates for any name, good or bad in a chosen way. */
import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext, type SecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';
import type { Truth } from './truth.ts';

x509.cryptoProvider.set(webcrypto as unknown as Crypto);

const KEY = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;

interface Authority {
  certificate: x509.X509Certificate;
  keys: CryptoKeyPair;
}

async function authorityOf(name: string): Promise<Authority> {
  const keys = (await webcrypto.subtle.generateKey(KEY, true, ['sign', 'verify'])) as CryptoKeyPair;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 10 * YEAR_MS),
    notAfter: new Date(Date.now() + 10 * YEAR_MS),
    keys,
    signingAlgorithm: KEY,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  return { certificate, keys };
}

function serial(): string {
  return Buffer.from(webcrypto.getRandomValues(new Uint8Array(8)))
    .toString('hex')
    .replace(/^[89a-f]/, '1');
}

/** Issues certificates and remembers them by name and kind. */
export class Certificates {
  private readonly contexts = new Map<string, Promise<SecureContext>>();
  private readonly trusted: Authority;
  private readonly stranger: Authority;
  private readonly keys: CryptoKeyPair;
  private readonly keyPem: string;
  /** Moves the dates of every certificate: to a browser its own clock then looks wrong. */
  skewMs = 0;

  private constructor(trusted: Authority, stranger: Authority, keys: CryptoKeyPair, keyPem: string) {
    this.trusted = trusted;
    this.stranger = stranger;
    this.keys = keys;
    this.keyPem = keyPem;
  }

  static async create(): Promise<Certificates> {
    const keys = (await webcrypto.subtle.generateKey(KEY, true, ['sign', 'verify'])) as CryptoKeyPair;
    const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
    const lines = pkcs8.match(/.{1,64}/g)?.join('\n') ?? '';
    const pem = `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`;
    return new Certificates(await authorityOf('Lab Authority'), await authorityOf('A Stranger'), keys, pem);
  }

  /** Gives the authority's certificate. */
  get authorityPem(): string {
    return this.trusted.certificate.toString('pem');
  }

  /** Gives the TLS context for a name, good or bad. */
  contextFor(name: string, kind: Truth['tls']): Promise<SecureContext> {
    const key = `${name} ${kind} ${this.skewMs}`;
    const known = this.contexts.get(key) ?? this.issue(name, kind);
    this.contexts.set(key, known);
    return known;
  }

  private async issue(name: string, kind: Truth['tls']): Promise<SecureContext> {
    return createSecureContext(await this.optionsFor(name, kind));
  }

  /** Issues a certificate; an empty name serves those who ask by number. */
  async optionsFor(name: string, kind: Truth['tls'] = 'ok'): Promise<{ key: string; cert: string }> {
    const authority = kind === 'untrusted' ? this.stranger : this.trusted;
    const now = Date.now() - this.skewMs;
    const from = kind === 'not-yet-valid' ? now + 30 * DAY_MS : now - 90 * DAY_MS;
    const until = kind === 'expired' ? now - 2 * DAY_MS : now + 90 * DAY_MS;
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serial(),
      subject: `CN=${name}`,
      issuer: authority.certificate.subject,
      notBefore: new Date(from),
      notAfter: new Date(Math.max(until, from + DAY_MS)),
      publicKey: this.keys.publicKey,
      signingKey: authority.keys.privateKey,
      signingAlgorithm: KEY,
      extensions: [
        new x509.SubjectAlternativeNameExtension(namesOf(kind === 'wrong-name' ? 'elsewhere.example' : name)),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.BasicConstraintsExtension(false),
      ],
    });
    return { key: this.keyPem, cert: certificate.toString('pem') };
  }
}

const NUMBERS = ['1.1.1.1', '8.8.8.8'];

/** The certificate without a name serves those who ask by number. */
function namesOf(name: string): x509.JsonGeneralNames {
  return name === '' ? NUMBERS.map((value) => ({ type: 'ip', value })) : [{ type: 'dns', value: name }];
}

/** Lets the browsers of a home trust an authority. */
export function trust(home: string, authorityPem: string): void {
  const folder = join(home, '.pki/nssdb');
  mkdirSync(folder, { recursive: true });
  const file = join(home, 'authority.pem');
  writeFileSync(file, authorityPem);
  const database = `sql:${folder}`;
  execFileSync('certutil', ['-d', database, '-N', '--empty-password']);
  execFileSync('certutil', ['-d', database, '-A', '-t', 'C,,', '-n', 'Lab Authority', '-i', file]);
}
