import { Command } from 'cmdk';
import Search from 'lucide-react/icons/search';
import { Dialog } from 'radix-ui';
import { useState } from 'react';

import { ticketCopy } from '../../domain/ticket/copy.js';
import { StatusIcon } from '../../domain/ticket/StatusIcon.jsx';
import { useView } from '../../domain/view/useView.js';
import { ViewIcon } from '../../features/tickets/views/ViewIcon.jsx';
import { ticketNumberIn } from '../../lib/text.js';
import { usePendingFocus } from '../../ui/hooks/pendingFocus.js';
import { useReturnFocus } from '../../ui/hooks/useReturnFocus.js';
import { appCopy } from '../copy.js';
import { paletteCopy } from './copy.js';
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
  const notFound = hasFailed ? paletteCopy.failed : paletteCopy.empty;
  const returnFocus = useReturnFocus();

  /** @param {() => void} run */
  const closing = (run) => () => {
    onClose();
    // After the focus has been returned, because the command may move it.
    setTimeout(run);
  };

  /** @param {number} ticket */
  const openTicket = (ticket) =>
    closing(() => {
      usePendingFocus.setState('ticket');
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
          <Dialog.Title className="visually-hidden">{appCopy.palette}</Dialog.Title>
          <Command label={appCopy.palette} loop shouldFilter={false}>
            <div className="palette-field">
              <Search aria-hidden="true" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={paletteCopy.placeholder}
                // While empty it has the direction of the page.
                dir={text ? 'auto' : undefined}
              />
            </div>
            {/* Beside the list, which may contain only options. */}
            <div role="status">
              <Command.Empty className="palette-empty">
                {isSearching ? paletteCopy.searching : notFound}
              </Command.Empty>
            </div>
            <Command.List className="palette-list" label={appCopy.palette}>
              {number ? (
                <Command.Item
                  className="menu-item"
                  value={`go to ${text}`}
                  onSelect={openTicket(number)}
                >
                  {ticketCopy.goTo(number)}
                </Command.Item>
              ) : null}
              {tickets.length ? (
                <Command.Group heading={paletteCopy.tickets}>
                  {tickets.map(({ id, title, status }) => (
                    <Command.Item
                      key={id}
                      className="menu-item"
                      value={`ticket ${id}`}
                      onSelect={openTicket(id)}
                    >
                      <StatusIcon status={status} />
                      <bdi className="palette-title">{title}</bdi>
                      <span className="menu-count">{ticketCopy.number(id)}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              ) : null}
              {actions.map(({ heading, items }) =>
                items.length ? (
                  <Command.Group key={heading} heading={heading}>
                    {items.map(({ id, name, view, shown, run }) => (
                      <Command.Item
                        key={id}
                        className="menu-item"
                        value={id}
                        onSelect={closing(run)}
                      >
                        {view ? <ViewIcon {...view} /> : null}
                        <bdi>{name}</bdi>
                        {shown ? (
                          <kbd translate="no" className="menu-end" aria-hidden="true">
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
