import type { components, operations } from './api/schema';

type Schemas = components['schemas'];

export type Category = Schemas['Category'];
export type Priority = Schemas['Priority'];
export type Status = Schemas['Status'];
/** A ticket as the API answers it: unlike in a request, nothing is left out. */
export type Ticket = Required<Schemas['Ticket']>;
export type NewTicket = Pick<Ticket, 'title' | 'description' | 'category' | 'priority'>;
export type TicketChanges = Partial<Pick<Ticket, 'category' | 'priority' | 'status'>>;
export type TriageField = keyof TicketChanges;
export type Stats = Schemas['Stats'];
export type Suggestion = Schemas['Suggestion'];
export type Ordering = NonNullable<
  NonNullable<operations['tickets_list']['parameters']['query']>['ordering']
>;

/** What narrows and sorts the list of tickets. */
export type TicketFilters = {
  status: Status[];
  priority: Priority[];
  category: Category[];
  search: string;
  ordering: Ordering;
};

/** How many tickets match; `exact: false` when the server stopped counting. */
export type Total = { count: number; exact: boolean };
export type TicketPage = { tickets: Ticket[]; nextCursor: string | null; total: Total };

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Tab = 'submit' | 'tickets' | 'dashboard';

export type Toast = {
  id: string;
  /** A later toast with the same key takes the place of the earlier one. */
  key?: string;
  kind: 'success' | 'error';
  text: string;
  action?: { label: string; hint: string; run: () => void };
};
