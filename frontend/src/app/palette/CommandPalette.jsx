import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';

import { StatusIcon } from '../../domain/ticket/StatusIcon.jsx';
import { useView } from '../../domain/view/useView.js';
import { ViewIcon } from '../../features/tickets/views/ViewIcon.jsx';
import { copy } from '../../lib/copy.js';
import { ticketNumberIn } from '../../lib/text.js';
import { pendingFocus } from '../../ui/hooks/pendingFocus.js';
import { useReturnFocus } from '../../ui/hooks/useReturnFocus.js';
import { usePaletteActions } from './usePaletteActions.js';
import { usePaletteTickets } from './usePaletteTickets.js';

/**
 * Every command, every view and every ticket, found by typing.
 * @param {{ onClose: () => void }} props
 */
export function CommandPalette({ onClose }) {
  const { go } = useView();
  const [text, setText] = useState('');
  const actions = usePaletteActions(text);
  const { tickets, isSearching, hasFailed } = usePaletteTickets(text);
  const number = ticketNumberIn(text);
  const returnFocus = useReturnFocus();

  /** @param {() => void} run */
  const closing = (run) => () => {
    onClose();
    // After the focus is back where it was, for the command may move it on.
    setTimeout(run);
  };

  /** @param {number} ticket */
  const openTicket = (ticket) =>
    closing(() => {
      pendingFocus.set('ticket');
      go({ tab: 'tickets', ticket });
    });

  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content
          className="dialog palette"
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
        >
          <Dialog.Title className="visually-hidden">{copy.palette.title}</Dialog.Title>
          <Command label={copy.palette.title} loop shouldFilter={false}>
            <div className="palette-field">
              <Search aria-hidden="true" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={copy.palette.placeholder}
                // With nothing in it, it reads as the page does.
                dir={text ? 'auto' : undefined}
              />
            </div>
            {/* Beside the list, which may hold nothing but what can be chosen. */}
            <div role="status">
              <Command.Empty className="palette-empty">
                {isSearching ? copy.palette.searching : null}
                {hasFailed ? copy.palette.failed : null}
                {isSearching || hasFailed ? null : copy.palette.empty}
              </Command.Empty>
            </div>
            <Command.List className="palette-list" label={copy.palette.title}>
              {number ? (
                <Command.Item
                  className="menu-item"
                  value={`go to ${text}`}
                  onSelect={openTicket(number)}
                >
                  {copy.list.goTo(number)}
                </Command.Item>
              ) : null}
              {tickets.length ? (
                <Command.Group heading={copy.palette.tickets}>
                  {tickets.map(({ id, title, status }) => (
                    <Command.Item
                      key={id}
                      className="menu-item"
                      value={`ticket ${id}`}
                      onSelect={openTicket(id)}
                    >
                      <StatusIcon status={status} />
                      <bdi className="palette-title">{title}</bdi>
                      <span className="menu-count">{copy.ticketNumber(id)}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ) : null}
              {actions.map(({ heading, items }) =>
                items.length ? (
                  <Command.Group key={heading} heading={heading}>
                    {items.map(({ id, name, viewId, shown, run }) => (
                      <Command.Item
                        key={id}
                        className="menu-item"
                        value={id}
                        onSelect={closing(run)}
                      >
                        {viewId ? <ViewIcon id={viewId} /> : null}
                        <bdi>{name}</bdi>
                        {shown ? (
                          <kbd className="menu-end" aria-hidden="true">
                            {shown}
                          </kbd>
                        ) : null}
                      </Command.Item>
                    ))}
                  </Command.Group>
                ) : null,
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
