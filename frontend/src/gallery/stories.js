import { accounts } from './stories/account.stories.jsx';
import { basics } from './stories/basics.stories.jsx';
import { collaboration } from './stories/collaboration.stories.jsx';
import { conversations } from './stories/conversation.stories.jsx';
import { dashboard } from './stories/dashboard.stories.jsx';
import { details } from './stories/details.stories.jsx';
import { dialogs } from './stories/dialogs.stories.jsx';
import { editors } from './stories/editors.stories.jsx';
import { fields } from './stories/fields.stories.jsx';
import { filters } from './stories/filters.stories.jsx';
import { forms } from './stories/forms.stories.jsx';
import { histories } from './stories/history.stories.jsx';
import { lists } from './stories/lists.stories.jsx';
import { merging } from './stories/merging.stories.jsx';
import { notices } from './stories/notices.stories.jsx';
import { pages } from './stories/pages.stories.jsx';
import { removal } from './stories/removal.stories.jsx';
import { requests } from './stories/requests.stories.jsx';
import { rows } from './stories/rows.stories.jsx';
import { settingsStories } from './stories/settings.stories.jsx';
import { shell } from './stories/shell.stories.jsx';
import { tagStories } from './stories/tags.stories.jsx';

/** Every component in all its states. */
export const stories = [
  ...basics,
  ...notices,
  ...shell,
  ...fields,
  ...forms,
  ...rows,
  ...lists,
  ...filters,
  ...tagStories,
  ...details,
  ...conversations,
  ...collaboration,
  ...histories,
  ...editors,
  ...dialogs,
  ...merging,
  ...dashboard,
  ...accounts,
  ...settingsStories,
  ...pages,
  ...removal,
  ...requests,
];

/**
 * Return the story with an id. Raise an error if there is none.
 * @param {string} id
 */
export function storyById(id) {
  const story = stories.find((one) => one.id === id);
  if (!story) throw new Error(`There is no story '${id}'.`);
  return story;
}
