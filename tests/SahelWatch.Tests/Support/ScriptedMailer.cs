using System.Collections.Concurrent;
using SahelWatch.Delivery.Mail;

namespace SahelWatch.Tests.Support;

/// <summary>A provider that says what a test tells it to and keeps what it takes. Gives way before it answers, so that others come in between.</summary>
internal sealed class ScriptedMailer(Func<OutgoingMail, MailOutcome>? answer = null) : IMailer
{
    private readonly ConcurrentQueue<OutgoingMail> _asked = [];
    private readonly ConcurrentQueue<OutgoingMail> _accepted = [];

    public Func<OutgoingMail, MailOutcome> Answer { get; set; } = answer ?? (_ => new MailOutcome.Sent());

    public IReadOnlyCollection<OutgoingMail> Asked => _asked;

    public IReadOnlyCollection<OutgoingMail> Accepted => _accepted;

    /// <summary>Mails beyond the first with the same Message-ID.</summary>
    public int Doubles => _accepted.Count - _accepted.DistinctBy(m => m.MessageId).Count();

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        _asked.Enqueue(mail);
        var outcome = Answer(mail);
        if (outcome is MailOutcome.Sent)
            _accepted.Enqueue(mail);
        return outcome;
    }
}
