namespace SahelWatch.Domain;

/// <summary>Invalid user input: a feed list, a watchlist, editions, a setting. The message says in one line where, what is wrong and what to do.</summary>
public class InputException(string message, Exception? inner = null) : Exception(message, inner);
