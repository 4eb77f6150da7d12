/** HTML above the editor: a login, which fills in the request header. */
export const loginForm = `<form id="login">
    <input name="username" value="demo" placeholder="Username" autocomplete="username" required />
    <input name="password" type="password" placeholder="Password" autocomplete="current-password" required />
    <button>Log in</button> <output></output>
  </form>`;

/** The icon of the page, inside of it: browsers would otherwise ask for /favicon.ico. */
export const pageIcon =
  '<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E' +
  '%3Crect width=%2216%22 height=%2216%22 rx=%223%22 fill=%22%23e10098%22/%3E' +
  '%3Cpath d=%22M4 5h8M4 8h8M4 11h5%22 stroke=%22white%22 stroke-width=%221.5%22 stroke-linecap=%22round%22/%3E%3C/svg%3E" />';

export const loginStyle = `#login { display: flex; gap: 6px; height: 32px; padding: 4px 12px; box-sizing: border-box; font: 13px system-ui; }
    #graphiql { height: calc(100vh - 32px) !important; }`;

/**
 * The script of the page beside that of express-graphql. It sends subscriptions as server-sent events, because a content
 * security policy that allows the page's own origin does not allow its WebSockets in every browser.
 */
export const pageScript = `
    var page = {};

    function renderEditor(element, node) {
      page.element = element;
      page.node = node;
      ReactDOM.render(element, node);
    }

    function isSubscription(params) {
      var operations = params.query.replace(/#[^\\n]*/g, '').match(/\\b(query|mutation|subscription)\\b\\s*\\w*/g) || [];
      var named = operations.find(function (text) { return text.split(/\\s+/)[1] === params.operationName; });
      return (named || operations[0] || '').indexOf('subscription') === 0;
    }

    function withSubscriptions(fetcher) {
      return function (params, options) {
        return isSubscription(params) ? { subscribe: function (sink) { return subscribe(params, options, sink); } } : fetcher(params, options);
      };
    }

    function subscribe(params, options, sink) {
      var abort = new AbortController();
      var headers = { Accept: 'text/event-stream', 'Content-Type': 'application/json' };
      fetch('/graphql/stream', {
        method: 'POST',
        headers: Object.assign(headers, options && options.headers),
        body: JSON.stringify(params),
        signal: abort.signal,
      }).then(function (response) {
        return response.ok ? readEvents(response.body.getReader(), sink) : response.json().then(sink.next.bind(sink));
      }).then(function () { sink.complete(); }, function (error) { if (!abort.signal.aborted) sink.error(error); });
      return { unsubscribe: function () { abort.abort(); } };
    }

    function readEvents(reader, sink) {
      var decoder = new TextDecoder();
      var text = '';
      return reader.read().then(function next(part) {
        if (part.done) return;
        var events = (text + decoder.decode(part.value, { stream: true })).split('\\n\\n');
        text = events.pop();
        events.forEach(function (event) {
          var data = /^data: (.+)$/m.exec(event);
          if (data) sink.next(JSON.parse(data[1]));
        });
        return reader.read().then(next);
      });
    }

    document.getElementById('login').addEventListener('submit', function (event) {
      event.preventDefault();
      var form = event.target;
      var query = 'mutation ($username: String!, $password: String!) { tokenAuth(username: $username, password: $password) { token } }';
      var variables = { username: form.username.value, password: form.password.value };
      fetch('/graphql', {
        method: 'POST',
        headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
        body: JSON.stringify({ query: query, variables: variables }),
      }).then(function (response) { return response.json(); }).then(function (result) {
        if (result.errors) throw new Error(result.errors[0].message);
        var headers = JSON.stringify({ Authorization: 'Bearer ' + result.data.tokenAuth.token }, null, 2);
        var kept = { query: undefined, variables: undefined, operationName: undefined, response: undefined };
        ReactDOM.render(React.cloneElement(page.element, Object.assign(kept, { headers: headers })), page.node);
        form.password.value = '';
        form.querySelector('output').value = 'Logged in as ' + variables.username;
      }).catch(function (error) { form.querySelector('output').value = error.message; });
    });
`;
