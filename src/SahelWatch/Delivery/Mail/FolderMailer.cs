namespace SahelWatch.Delivery.Mail;

/// <summary>
/// Writes every mail as an .eml file: the default, and used by the demo. The file is named after the delivery, so that a repeat does not write a second one.
/// </summary>
internal sealed class FolderMailer(string folder, MailWriter writer) : IMailer
{
    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var path = PathOf(mail.Key);
        if (File.Exists(path))
            return new MailOutcome.Sent();
        try
        {
            Directory.CreateDirectory(folder);
            var unfinished = $"{path}.{Environment.ProcessId}.tmp";
            await writer.Write(mail).WriteToAsync(MailWriter.Format, unfinished, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
            return new MailOutcome.Sent();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MailOutcome.Unavailable($"The mail folder {folder} cannot be written: {e.Message}");
        }
    }

    /// <summary>The file for a delivery, whether or not it exists yet.</summary>
    public string PathOf(string key) =>
        Path.Combine(folder, string.Concat(key.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')) + ".eml");
}
