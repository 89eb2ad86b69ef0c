// An SMTP server for tests, on loopback. What it does to a mail is said by the recipient's name, so that a test needs no second channel:
//   refused@  550 at RCPT, always          policy@   550 5.7.1 at RCPT, always       greylisted@  450 at RCPT, every other time
//   text@     554 after DATA, always       slow@     answers after DATA late         lost@        hangs up after DATA, the first time, and has not taken the mail
//   unsaid@   hangs up after DATA, the first time, and has taken the mail            busy@        421 at RCPT, the first time
//   late@     takes the mail and says so late
// Names may go on after a hyphen (greylisted-7@). A sender forbidden@ gets 550 at MAIL FROM.
// Usage: node run.js ./smtp.js '{"log":"FILE","keep":"FOLDER","tls":"none|starttls|tls","auth":"plain|login|xoauth2","delay":0,"slow":300}'; prints "listening on PORT".
// The log gets a line {"id","to","bytes"} for every mail that was taken, before the client is told.
const fs = require('fs');
const path = require('path');
const { SMTPServer } = require('smtp-server');

const options = { tls: 'none', auth: false, delay: 0, slow: 300, ...JSON.parse(process.argv[2] ?? '{}') };
const seen = new Set();
const first = (what) => !seen.has(what) && Boolean(seen.add(what));
const everyOther = (what) => first(what) || !seen.delete(what);
const refuse = (code, text) => Object.assign(new Error(text), { responseCode: code });
const behaviour = (address) => address.split(/[-@]/)[0];
const later = (ms, f) => (ms > 0 ? setTimeout(f, ms) : f());
const hangUp = (session) => [...server.connections].find((c) => c.id === session.id)?._socket.destroy();

const server = new SMTPServer({
  secure: options.tls === 'tls',
  disabledCommands: [...(options.tls === 'starttls' ? [] : ['STARTTLS']), ...(options.auth ? [] : ['AUTH'])],
  authOptional: !options.auth,
  authMethods: [options.auth === 'login' ? 'LOGIN' : options.auth === 'xoauth2' ? 'XOAUTH2' : 'PLAIN'],
  allowInsecureAuth: true,
  disableReverseLookup: true,
  logger: false,
  onAuth: (auth, session, done) => (auth.username === 'sahel' && (auth.password ?? auth.accessToken) === 'watch' ? done(null, { user: 'sahel' }) : done(refuse(535, '5.7.8 credentials invalid'))),
  onMailFrom: (address, session, done) => done(behaviour(address.address) === 'forbidden' ? refuse(550, `5.7.1 <${address.address}> may not send from here`) : null),
  onRcptTo(address, session, done) {
    switch (behaviour(address.address)) {
      case 'refused': return done(refuse(550, `5.1.1 <${address.address}> no such user`));
      case 'policy': return done(refuse(550, '5.7.1 not from you'));
      case 'greylisted': return done(everyOther(address.address) ? refuse(450, '4.2.0 greylisted, come back later') : null);
      case 'busy': return done(first(`busy ${address.address}`) ? refuse(421, '4.3.2 shutting down') : null);
      default: return done();
    }
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const raw = Buffer.concat(chunks);
      const to = session.envelope.rcptTo.map((r) => r.address).join(',');
      const id = /^Message-ID: <(.*)>\r$/im.exec(raw.subarray(0, 4096).toString('latin1'))?.[1] ?? '';
      const kind = behaviour(to);
      if (kind === 'text') return done(refuse(554, '5.6.0 we do not like the text'));
      if (kind === 'lost' && first(`lost ${id}`)) return hangUp(session);
      later(kind === 'slow' ? options.slow : options.delay, () => {
        if (options.log) fs.appendFileSync(options.log, JSON.stringify({ id, to, bytes: raw.length }) + '\n');
        if (options.keep) fs.writeFileSync(path.join(options.keep, `${to.split('@')[0]}.eml`), raw);
        if (kind === 'unsaid' && first(`unsaid ${id}`)) return hangUp(session);
        later(kind === 'late' ? options.slow : 0, done);
      });
    });
  },
});
server.on('error', () => {}); // a client that was killed is no fault of ours
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.server.address().port}`));
