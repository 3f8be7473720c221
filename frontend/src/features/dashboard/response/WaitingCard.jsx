import { PRIORITIES_BY_URGENCY } from '../../../api/vocabulary.js';
import { ticketCopy } from '../../../domain/ticket/copy.js';
import { TicketTime } from '../../../domain/ticket/TicketTime.jsx';
import { formatCount } from '../../../lib/numbers.js';
import { DataTable } from '../../../ui/table/DataTable.jsx';
import { useNow } from '../../../ui/hooks/useNow.js';
import { Bars } from '../Bars.jsx';
import { ChartCard } from '../ChartCard.jsx';
import { WAITING_NOW } from '../dashboardLinks.js';
import { responseCopy } from './copy.js';
import { ResponseFigure } from './ResponseFigure.jsx';

/**
 * The tickets whose requester waits for an agent at this moment.
 * @param {object} props
 * @param {import('../../../types').Stats['waiting']} props.waiting
 * @param {import('../../../ui/table/DownloadCsv.jsx').Days} props.days today
 */
export function WaitingCard({ waiting: { count, since, by_priority }, days }) {
  const now = useNow();
  const text = responseCopy.waiting;
  const rows = PRIORITIES_BY_URGENCY.map((priority) => ({
    value: priority,
    name: ticketCopy.values[priority],
    count: by_priority[priority],
    text: formatCount(by_priority[priority]),
    to: { ...WAITING_NOW, priority: [priority] },
  }));
  return (
    <ChartCard
      title={text.title}
      note={text.note}
      summary={count ? `${ticketCopy.tickets(count)}.` : text.empty}
      place="response"
      table={
        <DataTable
          caption={text.title}
          columns={[responseCopy.priority, responseCopy.tickets]}
          rows={[
            ...rows.map((row) => [row.name, { text: row.text, value: row.count }]),
            [responseCopy.all, { text: formatCount(count), value: count }],
          ]}
          days={days}
        />
      }
    >
      {count ? (
        <>
          <ResponseFigure
            name={text.title}
            value={formatCount(count)}
            definition={text.definition}
            trend={null}
            to={WAITING_NOW}
          >
            {since ? (
              <>
                <span>{text.since}</span> <TicketTime iso={since} now={now} />
              </>
            ) : null}
          </ResponseFigure>
          <Bars field="priority" rows={rows} />
        </>
      ) : (
        <p className="response-empty">{text.empty}</p>
      )}
    </ChartCard>
  );
}
