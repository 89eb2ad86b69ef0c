namespace SahelWatch.Domain;

/// <summary>
/// Something a person gave us cannot be used: a feed list, a watchlist, editions, a setting. The message is one line: where, what is wrong, what to do.
/// </summary>
public class InputException(string message, Exception? inner = null) : Exception(message, inner);
