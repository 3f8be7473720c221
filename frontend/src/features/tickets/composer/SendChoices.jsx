import AlarmClock from 'lucide-react/icons/alarm-clock';
import SkipForward from 'lucide-react/icons/skip-forward';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';

import { FieldIcon } from '../../../domain/ticket/FieldIcon.jsx';
import { UNTIL_REPLY, wholeTime } from '../../../domain/ticket/snooze.js';
import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { morningIn, toApiTime } from '../snooze/presets.js';
import { composerCopy } from './copy.js';

const FEW_DAYS = 3;

/**
 * The menu of ways to send a message and change its ticket with it.
 * @param {object} props
 * @param {import('../../../types').MessageKind} props.kind
 * @param {boolean} props.isDone whether the ticket is resolved or closed, so that it cannot be snoozed
 * @param {(then: import('../../../types').NewMessage['then']) => void} props.onSend
 * @param {() => void} props.onSendNext called to send it and go to the next ticket
 */
export function SendChoices({ kind, isDone, onSend, onSendNext }) {
  const [now] = useState(() => Date.now());
  const later = morningIn(now, FEW_DAYS);
  return (
    <MenuContent align="end" aria-label={composerCopy.more}>
      <DropdownMenu.Item className="menu-item" onSelect={() => onSend({ status: 'resolved' })}>
        <FieldIcon field="status" value="resolved" />
        <span>{composerCopy.andResolve[kind]}</span>
        <span className="menu-end">
          <kbd translate="no" className="wide-only" aria-hidden="true">
            {composerCopy.shortcutResolve}
          </kbd>
        </span>
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu-item" onSelect={() => onSend({ status: 'in_progress' })}>
        <FieldIcon field="status" value="in_progress" />
        <span>{composerCopy.andThen[kind]('in_progress')}</span>
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu-item" onSelect={onSendNext}>
        <SkipForward aria-hidden="true" />
        <span>{composerCopy.andNext[kind]}</span>
      </DropdownMenu.Item>
      {isDone ? null : (
        <>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item
            className="menu-item"
            onSelect={() => onSend({ snoozed_until: UNTIL_REPLY })}
          >
            <AlarmClock aria-hidden="true" />
            <span>{composerCopy.andSnooze[kind]}</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className="menu-item"
            onSelect={() => onSend({ snoozed_until: toApiTime(later) })}
          >
            <AlarmClock aria-hidden="true" />
            <span>{composerCopy.andSnoozeDays[kind](FEW_DAYS)}</span>
            <time className="menu-end menu-time" dateTime={later.toISOString()}>
              {wholeTime(later.getTime(), now)}
            </time>
          </DropdownMenu.Item>
        </>
      )}
    </MenuContent>
  );
}
