using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Applications;

/// <summary>
/// A message between the two sides of an application. It stands beside the application, not in it: a message does not make the page that
/// somebody decides on out of date.
/// </summary>
public sealed class Message : Aggregate
{
    public const int TextMaxLength = Applications.Application.TextMaxLength;

    Message() { }

    public Guid Id { get; private init; }
    public ApplicationId Application { get; private init; }

    /// <summary>Whose side wrote it.</summary>
    public Holder From { get; private init; }
    public string Text { get; private init; } = "";
    public UserId By { get; private init; }
    public string ByName { get; private init; } = "";
    public DateTime At { get; private init; }

    /// <summary>Writes to the other side, with what the person has taken for it.</summary>
    /// <exception cref="RuleBroken">
    /// <c>message-empty</c>, <c>message-variable</c> (an official's; names the one that is not filled in), <c>text-too-long</c>, <c>file-gone</c>; a draft and an ended case have no messages (<c>not-now</c>).
    /// </exception>
    public static Message Write(Application application, string text, Act act, IReadOnlyCollection<TalkFile>? files = null)
    {
        application.Allow(ApplicationAction.SendMessage, act);
        var written = Written(text, "message-empty");
        // It cannot be taken back, and says nothing to whoever gets it.
        var unfilled = act.IsOfficial ? TextBlock.UnfilledIn(written) : null;
        Require(unfilled is null, "message-variable", unfilled ?? "");
        var message = new Message
        {
            Id = Guid.CreateVersion7(act.At),
            Application = application.Id,
            From = act.IsOfficial ? Holder.Government : Holder.Applicant,
            Text = written,
            By = act.By,
            ByName = act.Name,
            At = act.At,
        };
        TalkFile.Send(files ?? [], application.Id, TalkPlace.Message, message.Id, act);
        message.Record(new MessageSent(application.Id, message.From), act);
        return message;
    }
}

/// <summary>メモ: what officials write for each other about a case. A table of its own, which nothing of the applicant's reads.</summary>
public sealed class InternalNote : Aggregate
{
    /// <summary>The refusal of a note that names somebody who may not read it.</summary>
    public const string Unheard = "note-unheard";

    readonly List<Mention> mentions = [];

    InternalNote() { }

    public Guid Id { get; private init; }
    public ApplicationId Application { get; private init; }
    public string Text { get; private init; } = "";

    /// <summary>Kept from the ministries: for those who lead the case, and whoever wrote it.</summary>
    public bool IsForLead { get; private init; }

    /// <summary>The officials whom it addresses.</summary>
    public IReadOnlyList<Mention> Mentions => mentions;
    public UserId By { get; private init; }
    public string ByName { get; private init; } = "";
    public DateTime At { get; private init; }

    /// <param name="application">About which.</param>
    /// <param name="text">What.</param>
    /// <param name="readers">Everybody who may read it, by name: who is named in the text as @NAME is addressed.</param>
    /// <param name="act">Who and when.</param>
    /// <param name="forLead">Keeps it from the ministries.</param>
    /// <exception cref="RuleBroken"><c>note-empty</c>, <c>text-too-long</c>, <c>note-lead</c>: who does not lead the case keeps nothing from others.</exception>
    public static InternalNote Write(
        Application application,
        string text,
        IEnumerable<(UserId Id, string Name)> readers,
        Act act,
        bool forLead = false
    )
    {
        application.Allow(ApplicationAction.WriteNote, act);
        Require(!forLead || application.IsLedBy(act), "note-lead");
        var written = Written(text, "note-empty");
        var note = new InternalNote
        {
            Id = Guid.CreateVersion7(act.At),
            Application = application.Id,
            Text = written,
            IsForLead = forLead,
            By = act.By,
            ByName = act.Name,
            At = act.At,
        };
        note.mentions.AddRange(MentionedIn(text, readers).Where(id => id != act.By).Select(id => new Mention(id)));
        note.Record(new NoteWritten(application.Id, [.. note.mentions.Select(mention => mention.Person)]), act);
        return note;
    }

    /// <summary>Whom a text addresses. The longest name that fits counts; people of the same name are all addressed.</summary>
    public static IReadOnlyList<UserId> MentionedIn(string text, IEnumerable<(UserId Id, string Name)> readers)
    {
        var people = readers.Where(reader => reader.Name.Length > 0).OrderByDescending(reader => reader.Name.Length).ToList();
        var found = new List<UserId>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var rest = text.AsSpan(at + 1);
            var name = "";
            foreach (var person in people)
            {
                if (name.Length > person.Name.Length || !rest.StartsWith(person.Name, StringComparison.Ordinal))
                {
                    continue;
                }

                name = person.Name;
                found.Add(person.Id);
            }
        }

        return [.. found.Distinct()];
    }

    /// <summary>What stands behind an @ as a name does, and is nobody's who reads the case. An address of a mail is no name.</summary>
    public static IReadOnlyList<string> UnknownIn(string text, IReadOnlyCollection<string> readers)
    {
        var found = new List<string>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var rest = text[(at + 1)..];
            if (
                (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
                || readers.Any(name => name.Length > 0 && rest.StartsWith(name, StringComparison.Ordinal))
            )
            {
                continue;
            }

            var name = string.Concat(
                rest.TakeWhile(letter => char.IsLetterOrDigit(letter) || letter is '・' or '-' or '_').Take(LongestName)
            );
            if (name.Length > 0)
            {
                found.Add(name);
            }
        }

        return [.. found.Distinct()];
    }

    const int LongestName = 30;
}

/// <summary>Whom a note addresses.</summary>
public sealed record Mention(UserId Person);

/// <summary>How far a person has read a case's messages and notes. Each person has marks of their own: nobody's reading makes another miss one.</summary>
public sealed class ReadingMark
{
    public ApplicationId Application { get; init; }
    public UserId Reader { get; init; }

    /// <summary>The instant of the newest message that the person has seen.</summary>
    public DateTime Messages { get; set; }

    /// <summary>The same for internal notes.</summary>
    public DateTime Notes { get; set; }
}

public sealed record MessageSent(ApplicationId Application, Holder From) : Event;

public sealed record NoteWritten(ApplicationId Application, IReadOnlyList<UserId> Mentions) : Event, IInternal;
