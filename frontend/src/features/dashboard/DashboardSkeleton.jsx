const FIGURES = ['created', 'open', 'perDay', 'rate'];
const TIMES = ['first_response', 'resolution', 'waiting'];
const CHARTS = ['series', 'priority', 'category', 'status'];

/** The placeholder of the dashboard while it loads. */
export function DashboardSkeleton() {
  return (
    <div aria-hidden="true" className="dashboard-skeleton">
      <div className="figures">
        {FIGURES.map((name) => (
          <div key={name} className="glass figure skeleton" />
        ))}
      </div>
      <div className="charts">
        {TIMES.map((name) => (
          <div key={name} className="glass chart-card skeleton" data-place="response" />
        ))}
      </div>
      <div className="charts">
        {CHARTS.map((name) => (
          <div key={name} className="glass chart-card skeleton" data-place={name} />
        ))}
      </div>
    </div>
  );
}
