import type { components, operations } from './api/schema';

type Schemas = components['schemas'];

export type Category = Schemas['Category'];
export type Priority = Schemas['Priority'];
export type Status = Schemas['Status'];
/** A ticket as the API returns it: unlike in a request, no field is left out. */
export type Ticket = Omit<Required<Schemas['ListedTicket']>, 'found'> & {
  /** The suggestion for it; left out in lists, null if there was none. */
  suggestion?: TicketSuggestion | null;
  /** Only in lists. */
  found?: Found | null;
};
/** What somebody does with an open ticket. */
export type Doing = Presence['doing'];
/** Somebody else who has the open ticket open; without an id nobody is signed in. */
export type Presence = Schemas['Presence'];
/** What has changed since a tab last asked. */
export type Pulse = Schemas['Pulse'];
/** A ticket that is back from a snooze. */
export type Woken = Schemas['Woken'];
/** How far a ticket has been read; 0 for no message yet. */
export type Seen = Omit<Schemas['Seen'], 'at'> & { at: string | null };
export type Requester = Schemas['RequesterDetail'];
export type TicketSuggestion = Schemas['TicketSuggestion'];
export type NewTicket = Pick<Ticket, 'title' | 'description' | 'category' | 'priority'> & {
  requester_name?: string;
  requester_email?: string;
  suggestion_id?: string;
};
/**
 * The answer to a submission: only it has the token of the private link. Agents get the ticket with
 * its number, strangers what they have sent, with a reference.
 */
export type SentTicket = (Ticket & { request_token: string | null }) | Schemas['TicketReceipt'];
/** The part of a ticket that its requester may see. */
export type PublicTicket = Schemas['PublicTicket'];
/** A message that the requester of a ticket may see. */
export type PublicMessage = Schemas['PublicMessage'];
/** The newest messages known, oldest first, and the way to earlier ones. */
export type PublicMessages = { messages: PublicMessage[]; earlierCursor: string | null };
/** The answer to a message: `follow_up` where it opened a new ticket. */
export type SentPublicMessage = Schemas['Answered'];
export type PrivateLink = Schemas['PrivateLink'];
export type Awaiting = Ticket['awaiting'];
/** Where a search has found a ticket, if not in its own fields. */
export type Found = Schemas['Found'];
export type TriageField = 'category' | 'priority' | 'status';
/** A field that refers to an agent or a team, or to nobody. */
export type ReferenceField = 'assignee' | 'team';
export type Reference = { id: number; name: string; is_closed?: boolean };
/** A place of tickets that were taken out of everything else. */
export type Folder = 'spam' | 'bin';
export type TextField = 'title' | 'description';
export type TicketChanges = Partial<
  Pick<
    Ticket,
    TriageField | TextField | ReferenceField | 'tags' | 'snoozed_until' | 'woken_from' | 'folder'
  >
>;
/** A field that is set by choosing. */
export type ChoiceField = TriageField | ReferenceField | 'tags' | 'snoozed_until' | 'folder';
/** Tags are names. */
export type ChoiceValue = string | Reference | string[] | null;
/** A word on tickets; agents find these by it. */
export type Tag = Required<Schemas['Tag']>;
/** With the number of its tickets, null where that takes too long to count. */
export type TagDetail = Required<Schemas['TagDetail']>;
export type TagColor = Schemas['TagColor'];
/** Names of tags to put on tickets, and to take off. */
export type TagEdit = { add: string[]; remove: string[] };
/** What a field of several tickets is set to. */
export type BulkValue = ChoiceValue | TagEdit;
/** Agents who answer the same tickets. */
export type Team = Schemas['Team'];
/** How much was erased, or would be, by kind. */
export type ErasureReport = Schemas['Report'];
/** An agent in a team. */
export type Member = Required<Schemas['Member']>;
export type TeamValues = Required<Pick<Team, 'name' | 'assignment' | 'is_closed'>> & {
  members: Pick<Member, 'id' | 'capacity' | 'away_until'>[];
};
/** The team that gets the new tickets of each category. */
export type CategoryTeams = Schemas['CategoryTeams'];
/** One change in a ticket's history. */
export type HistoryEntry = Schemas['HistoryEntry'];
export type HistoryPage = { entries: HistoryEntry[]; nextCursor: string | null };
export type MessageKind = 'reply' | 'note';
/** An agent, by name alone. */
export type Agent = Schemas['Agent'];
/** A message as agents see it. */
export type Message = Schemas['Message'];
/** A message that was just stored; earlier releases do not say whom it could not tell. */
export type PostedMessage = Message & Partial<Pick<Schemas['PostedMessage'], 'unreached'>>;
/** Tickets like another one. */
export type Similar = Schemas['Similar'];
export type TimelineEvent = Schemas['TimelineEvent'];
export type TimelineItem = Schemas['TimelineItem'];
/** The tickets beside one, merged with it or linked. */
export type TicketLinks = Schemas['TicketLinks'];
/** A ticket in a line. */
export type TicketSummary = Schemas['TicketSummary'];
export type Merged = Schemas['Merged'];
export type Unmerged = Schemas['Unmerged'];
export type Moved = Schemas['Moved'];
/** Messages and events, the oldest first; the cursor leads to earlier ones. */
export type TimelinePage = { items: TimelineItem[]; nextCursor: string | null };
export type NewMessage = {
  kind: MessageKind;
  text: string;
  /** The id of the newest reply on screen, 0 for none. */
  seen_until?: number;
  anyway?: true;
  then?: Partial<Pick<Ticket, TriageField | 'snoozed_until'>>;
  /** The id of the saved reply that was used. */
  saved_reply?: number;
};
/** A text that agents use again and again, and what a ticket gets together with it. */
export type SavedReply = Schemas['SavedReply'] & SavedReplyValues;
export type SavedReplyValues = {
  name: string;
  shortcut: string;
  text: string;
  set: Partial<Pick<Ticket, TriageField>>;
  shared: boolean;
};
/** A saved reply with its variables filled in. */
export type FilledReply = Schemas['Preview'];
export type Stats = Schemas['Stats'];
export type Triage = Schemas['TriageStats'];
export type FailureCause = Schemas['Failure']['cause'];
export type ConfusionCell = Schemas['ConfusionCell'];
export type Suggestion = Schemas['Suggestion'];
/** Who is signed in; earlier releases do not return `second_factor`. */
export type Account = Schemas['Account'] & {
  second_factor?: { is_required: boolean; is_set_up: boolean };
};
/** Until when somebody is away. */
export type Absence = Schemas['AbsenceState'];
export type HandOver = Schemas['HandOverEnum'];
export type HandedOver = Schemas['HandedOver'];
/** How much a program may do with a token. */
export type TokenScope = 'read' | 'submit' | 'everything';
export type ApiToken = Omit<Schemas['ApiToken'], 'scope'> & { scope: TokenScope };
/** A browser in which somebody is signed in. */
export type DeviceSession = {
  id: string | number;
  device: string;
  address: string;
  created_at: string;
  last_seen_at: string;
  is_current: boolean;
};
/** Something in the audit trail of the installation. */
export type AuditEvent = {
  id: number;
  at: string;
  action: string;
  actor: { kind: string; name: string };
  target: string;
  details: Record<string, unknown>;
  address: string;
  device: string;
};
/** The settings of the installation; earlier releases do not return all of them. */
export type Config = Omit<Schemas['Config'], 'sign_in' | 'team_time_zone' | 'bin_days'> &
  Partial<Pick<Schemas['Config'], 'sign_in' | 'team_time_zone' | 'bin_days'>>;
export type Ordering = NonNullable<
  NonNullable<operations['tickets_list']['parameters']['query']>['ordering']
>;

export type Reports = Schemas['Reports'];
export type ReportFigures = Schemas['ReportFigures'];

export type ResponseTimes = Schemas['ResponseTimes'];
export type Durations = Schemas['Durations'];

export type TicketFilters = {
  status: Status[];
  priority: Priority[];
  category: Category[];
  /** Created, or resolved, within so many days, the team's today included. */
  created_within: number | null;
  resolved_within: number | null;
  /** First replied to by an agent, likewise. */
  first_response_within: number | null;
  /** Given to their assignee, or last replied to by an agent, likewise. */
  assigned_within: number | null;
  answered_within: number | null;
  /** Created before the last so many days. */
  older_than: number | null;
  /** Ids of agents, `me`, or `none`. */
  assignee: (number | 'me' | 'none')[];
  /** Ids of teams, `mine`, or `none`. */
  team: (number | 'mine' | 'none')[];
  /** What the tickets are not. */
  exclude_status: Status[];
  exclude_priority: Priority[];
  exclude_category: Category[];
  exclude_assignee: (number | 'me' | 'none')[];
  exclude_team: (number | 'mine' | 'none')[];
  /** Whose turn it is. */
  awaiting: Awaiting[];
  /** Snoozed now, or not; null for both. A search finds both, too. */
  snoozed: boolean | null;
  /** `me` for what one follows. */
  followed: 'me'[];
  /** Names of tags of which a ticket has one; `none` for no tag. */
  tag: string[];
  /** Names of tags that it has all. */
  tag_all: string[];
  /** Names of tags of which it has none. */
  exclude_tag: string[];
  /** Without any, tickets that are in no folder. */
  folder: Folder[];
  search: string;
};

/** The filters and the order of a list, as the API takes them. */
export type ListParams = TicketFilters & { ordering: Ordering };

/** The number of tickets with one combination of status, priority and category. */
export type Cell = Pick<Ticket, TriageField> & { count: number };
export type Counts = { cells: Cell[]; exact: boolean };

/** One step of a bulk change; `matching` selects all tickets that a list would show. */
export type BulkOperation = {
  ids?: number[];
  matching?: Partial<TicketFilters>;
  /** Agents and teams stand by their ids. */
  set: Partial<
    Pick<Ticket, TriageField | 'snoozed_until' | 'folder'> &
      Record<ReferenceField, number | null> &
      Record<'add_tags' | 'remove_tags', string[]>
  >;
};
export type BulkResult = {
  changed: Pick<Ticket, 'id' | 'version' | 'updated_at' | 'resolved_at'>[];
  unchanged: number;
  missing: number[];
  undo: BulkOperation[];
};

/** A field that filters may also exclude values of. */
export type ExcludableField = TriageField | ReferenceField;
/** What a row shows beside the title. */
export type Column = Schemas['Column'];
/** A view that is kept on the server. */
export type SharedView = Omit<Schemas['SharedView'], 'shared_with'> & { shared_with: SharedWith };
/** With whom: a team stands by its id. */
export type SharedWith = 'nobody' | 'everyone' | number;
export type SharedViewValues = Pick<
  SharedView,
  'name' | 'query' | 'ordering' | 'group' | 'columns' | 'shared_with'
>;
/** The number of tickets in each queue, and in views by their ids. */
export type QueueCounts = Record<string, Total | null> & { views: Record<string, Total> };
/** A named set of filters, saved on this device. */
export type SavedView = { id: string; name: string; filters: TicketFilters };
export type Density = 'comfortable' | 'compact';

/** The number of matching tickets; `exact: false` if the server stopped counting. */
export type Total = { count: number; exact: boolean };
export type TicketPage = {
  tickets: Ticket[];
  /** The tickets as the server returned them, without later changes. */
  loaded: Ticket[];
  etag: string | null;
  nextCursor: string | null;
  total: Total;
};

export type ThemeChoice = 'system' | 'light' | 'dark';
/** The period that the dashboard shows. */
export type Period = '7d' | '30d' | '90d' | 'all';
export type Tab = 'submit' | 'tickets' | 'dashboard';

export type Toast = {
  id: string;
  /** A later toast with the same key takes the place of the earlier one. */
  key?: string;
  kind: 'success' | 'error';
  text: string;
  action?: { label: string; hint: string; run: () => void };
  /** It tells of what others have done, or the time. */
  isNews?: boolean;
  /** Milliseconds for which it is shown, if not as long as others. */
  duration?: number;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      /** Of `@github/markdown-toolbar-element`. */
      'markdown-toolbar': DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & {
        class: string;
        for: string;
        'data-no-focus': string;
      };
    }
  }
}
