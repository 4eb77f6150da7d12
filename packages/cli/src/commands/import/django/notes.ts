import { parseDjangoHash } from '@feed/credentials/django-hashes';

/** The numbers of accounts whose passwords were kept, and of those without one. */
export interface PasswordNotes {
  kept: number;
  /** Those that Django marks as unusable, and empty ones. */
  none: number;
  /** By kind. */
  unsupported: Record<string, number>;
}

const shownSuperusers = 10;

/** Counts the accounts that an operator has to know about, and names some of them. */
export class AccountNotes {
  passwords: PasswordNotes = { kept: 0, none: 0, unsupported: {} };
  inactive = 0;
  superusers: string[] = [];

  /** Forgets everything, because the rows are read again. */
  clear(): void {
    this.passwords = { kept: 0, none: 0, unsupported: {} };
    this.inactive = 0;
    this.superusers = [];
  }

  noteSuperuser(username: string): void {
    if (this.superusers.length < shownSuperusers) this.superusers.push(username);
  }

  /** @returns the hash as far as a login can use it */
  usable(stored: string): string | null {
    if (stored === '' || stored.startsWith('!')) {
      this.passwords.none += 1;
      return null;
    }
    if (parseDjangoHash(stored)) {
      this.passwords.kept += 1;
      return stored;
    }
    const kind = /^\w{1,30}(?=\$)/.exec(stored)?.[0] ?? 'other';
    this.passwords.unsupported[kind] = (this.passwords.unsupported[kind] ?? 0) + 1;
    return null;
  }
}
