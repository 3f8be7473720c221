import AlarmClockOff from 'lucide-react/icons/alarm-clock-off';
import CalendarClock from 'lucide-react/icons/calendar-clock';
import Clock from 'lucide-react/icons/clock';
import Reply from 'lucide-react/icons/reply';
import { DropdownMenu } from 'radix-ui';
import { useRef, useState } from 'react';

import { UNTIL_REPLY, wholeTime } from '../../../domain/ticket/snooze.js';
import { MenuContent } from '../../../ui/menu/MenuContent.jsx';
import { snoozeCopy } from './copy.js';
import { presetsAt, toApiTime } from './presets.js';

/**
 * The menu of times to snooze until, each with its day and hour.
 * @param {object} props
 * @param {boolean} props.canWake
 * @param {(until: string | null) => void} props.onChoose
 * @param {() => void} props.onOther called for a time that is not in the menu
 */
export function SnoozeChoices({ canWake, onChoose, onOther }) {
  const [now] = useState(() => Date.now());
  const hasEntered = useRef(false);

  /**
   * Move the focus to the first choice, also if a key has opened the menu, which Radix takes for a
   * pointer.
   * @param {import('react').FocusEvent<HTMLElement>} event
   */
  function enter({ target, currentTarget }) {
    if (hasEntered.current || target !== currentTarget) return;
    hasEntered.current = true;
    /** @type {HTMLElement | null} */ (currentTarget.querySelector('[role="menuitem"]'))?.focus();
  }

  return (
    <MenuContent align="end" aria-label={snoozeCopy.menu} onFocus={enter}>
      <DropdownMenu.Label className="menu-label">{snoozeCopy.menu}</DropdownMenu.Label>
      {presetsAt(now).map(({ id, at }) => (
        <DropdownMenu.Item key={id} className="menu-item" onSelect={() => onChoose(toApiTime(at))}>
          <Clock aria-hidden="true" />
          <span>{snoozeCopy.presets[id]}</span>
          <time className="menu-end menu-time" dateTime={at.toISOString()}>
            {wholeTime(at.getTime(), now)}
          </time>
        </DropdownMenu.Item>
      ))}
      <DropdownMenu.Item className="menu-item" onSelect={() => onChoose(UNTIL_REPLY)}>
        <Reply aria-hidden="true" />
        {snoozeCopy.reply}
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu-item" onSelect={onOther}>
        <CalendarClock aria-hidden="true" />
        {snoozeCopy.other}
      </DropdownMenu.Item>
      {canWake ? (
        <>
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.Item className="menu-item" onSelect={() => onChoose(null)}>
            <AlarmClockOff aria-hidden="true" />
            {snoozeCopy.wake}
          </DropdownMenu.Item>
        </>
      ) : null}
    </MenuContent>
  );
}
