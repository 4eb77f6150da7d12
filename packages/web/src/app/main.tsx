import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/components.css';
import './shell.css';
import { render } from 'preact';
import { startTheme } from '../ui/theme.js';
import { App } from './app.js';
import { startRouter } from './router.js';
import { viewAt } from './views.js';

startTheme();
startRouter((path) => viewAt(path) !== undefined);
render(<App />, document.getElementById('page')!);
