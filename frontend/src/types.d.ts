import type { components, operations } from './api/schema';

type Schemas = components['schemas'];

export type Category = Schemas['Category'];
export type Priority = Schemas['Priority'];
export type Status = Schemas['Status'];
/** A ticket as the API answers it: unlike in a request, nothing is left out. */
export type Ticket = Required<Schemas['Ticket']> & {
  /** What was suggested for it; left out in lists, null where nothing was. */
  suggestion?: TicketSuggestion | null;
};
export type TicketSuggestion = Schemas['TicketSuggestion'];
export type NewTicket = Pick<Ticket, 'title' | 'description' | 'category' | 'priority'> & {
  requester_name?: string;
  requester_email?: string;
  suggestion_id?: string;
};
/** A ticket as the answer to its submission has it: the key to its public side is told only then. */
export type SentTicket = Ticket & { request_token: string | null };
/** What a requester may know of a ticket. */
export type PublicTicket = Schemas['PublicTicket'];
export type RequestLink = Schemas['PrivateLink'];
export type TriageField = 'category' | 'priority' | 'status';
export type TextField = 'title' | 'description';
export type TicketChanges = Partial<Pick<Ticket, TriageField | TextField>>;
/** What happened to a ticket once. */
export type HistoryEntry = Schemas['HistoryEntry'];
export type HistoryPage = { entries: HistoryEntry[]; nextCursor: string | null };
export type Stats = Schemas['Stats'];
export type Triage = Schemas['TriageStats'];
export type FailureCause = Schemas['Failure']['cause'];
export type ConfusionCell = Schemas['ConfusionCell'];
export type Suggestion = Schemas['Suggestion'];
export type Account = Schemas['Account'];
export type ApiToken = Schemas['ApiToken'];
/** How the installation is set up; answers of an earlier release know no other ways to sign in. */
export type Config = Omit<Schemas['Config'], 'sign_in'> &
  Partial<Pick<Schemas['Config'], 'sign_in'>>;
export type Ordering = NonNullable<
  NonNullable<operations['tickets_list']['parameters']['query']>['ordering']
>;

/** What narrows and sorts the list of tickets. */
export type TicketFilters = {
  status: Status[];
  priority: Priority[];
  category: Category[];
  /** Created, or resolved, within so many days, today (UTC) included. */
  created_within: number | null;
  resolved_within: number | null;
  search: string;
  ordering: Ordering;
};

/** What narrows the list, without its order. */
export type Narrowing = Omit<TicketFilters, 'ordering'>;

/** How many tickets there are of each status, priority and category. */
export type Cell = Pick<Ticket, TriageField> & { count: number };
export type Counts = { cells: Cell[]; exact: boolean };

/** One step of a bulk change; `matching` stands for the tickets that a list would show. */
export type BulkOperation = {
  ids?: number[];
  matching?: Partial<Narrowing>;
  set: Partial<Pick<Ticket, TriageField>>;
};
export type BulkResult = {
  changed: Pick<Ticket, 'id' | 'version' | 'updated_at' | 'resolved_at'>[];
  unchanged: number;
  missing: number[];
  undo: BulkOperation[];
};

/** A set of filters that a person keeps on this device. */
export type SavedView = { id: string; name: string; narrowing: Narrowing };
export type Density = 'comfortable' | 'compact';

/** How many tickets match; `exact: false` when the server stopped counting. */
export type Total = { count: number; exact: boolean };
export type TicketPage = {
  tickets: Ticket[];
  /** The same tickets as the server answered them, untouched by later changes. */
  loaded: Ticket[];
  etag: string | null;
  nextCursor: string | null;
  total: Total;
};

export type ThemeChoice = 'system' | 'light' | 'dark';
/** What the dashboard looks back on. */
export type Period = '7d' | '30d' | '90d' | 'all';
export type Tab = 'submit' | 'tickets' | 'dashboard';

export type Toast = {
  id: string;
  /** A later toast with the same key takes the place of the earlier one. */
  key?: string;
  kind: 'success' | 'error';
  text: string;
  action?: { label: string; hint: string; run: () => void };
};
