import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Rectangle,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

import { useMediaQuery } from '../hooks/useMediaQuery.js';
import { copy } from '../lib/copy.js';
import { shortDay } from '../lib/dates.js';
import { formatCount } from '../lib/numbers.js';

const DRAW = 400;

function useStillness() {
  return useMediaQuery('(prefers-reduced-motion: reduce)');
}

/**
 * Tickets created on each day.
 * @param {{ days: { date: string, count: number }[], label: string }} props
 */
export function CreatedChart({ days, label }) {
  const isStill = useStillness();
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart
        data={days}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        title={label}
        accessibilityLayer
      >
        <defs>
          <linearGradient id="created-fill" x1="0" y1="0" x2="0" y2="1">
            <stop className="created-stop" offset="0%" stopOpacity="0.42" />
            <stop className="created-stop" offset="100%" stopOpacity="0.02" />
          </linearGradient>
        </defs>
        <CartesianGrid vertical={false} />
        <XAxis
          dataKey="date"
          tickFormatter={shortDay}
          tickLine={false}
          axisLine={false}
          tickMargin={8}
          minTickGap={36}
        />
        <YAxis
          width="auto"
          tickFormatter={formatCount}
          allowDecimals={false}
          tickLine={false}
          axisLine={false}
          tickMargin={6}
        />
        <Tooltip content={<DayTip />} isAnimationActive={false} />
        <Area
          type="linear"
          dataKey="count"
          fill="url(#created-fill)"
          fillOpacity={1}
          className="created-area"
          strokeWidth={2}
          dot={false}
          isAnimationActive={!isStill}
          animationDuration={DRAW}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}

/** @param {{ active?: boolean, label?: string | number, payload?: { value?: unknown }[] }} props */
function DayTip({ active, label, payload }) {
  if (!active || !payload?.length) return null;
  return (
    <div className="chart-tip">
      <b>{shortDay(String(label))}</b>
      <span>{copy.tickets(Number(payload[0].value))}</span>
    </div>
  );
}

/**
 * One bar for each value. Only the bars: the names and numbers beside them are links.
 * @param {{ rows: { value: string, count: number }[] }} props
 */
export function BarsChart({ rows }) {
  const isStill = useStillness();
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={rows}
        layout="vertical"
        margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
        barSize={10}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[0, 'dataMax']} />
        <YAxis type="category" dataKey="value" hide />
        <Bar
          dataKey="count"
          background={{ className: 'bar-track', radius: 5 }}
          shape={ColouredBar}
          isAnimationActive={!isStill}
          animationDuration={DRAW}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

/** @param {any} props what Recharts gives to the shape of a bar */
function ColouredBar({ x, y, width, height, value, payload }) {
  if (!payload.count) return null;
  return (
    <Rectangle
      x={x}
      y={y}
      width={width}
      height={height}
      radius={5}
      className={`bar-fill bar-fill--${payload.value}`}
      data-value={value}
    />
  );
}
