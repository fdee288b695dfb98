using ReviewPortal.Domain.Documents;

namespace ReviewPortal;

/// <summary>The section <c>Review</c> of the settings: periods in business days.</summary>
public sealed class ReviewSettings
{
    /// <summary>標準処理期間. The figure is this portal's assumption until the ministries set one (要確認).</summary>
    public int StandardDays { get; set; } = 30;

    /// <summary>Where a route has a period of its own, by its name.</summary>
    public Dictionary<string, int> StandardDaysByRoute { get; set; } = [];

    /// <summary>After so many business days in which nothing happened a case counts as stuck.</summary>
    public int StuckDays { get; set; } = 10;

    /// <summary>標準処理期間 of a route.</summary>
    public int StandardFor(Route route) =>
        StandardDaysByRoute.TryGetValue(route.ToString(), out var days) && days > 0 ? days : StandardDays;

    /// <summary>What a correction request proposes as its due day.</summary>
    public int CorrectionDays { get; set; } = 10;

    /// <summary>What a request for an opinion proposes as its due day.</summary>
    public int OpinionDays { get; set; } = 10;

    /// <summary>What an inquiry proposes as its due day.</summary>
    public int InquiryDays { get; set; } = 10;

    /// <summary>With fewer decided cases than this, the applicant is shown no estimate.</summary>
    public int EstimateMinimum { get; set; } = 5;

    /// <summary>Whether an applicant sees which official wrote a message.</summary>
    public bool ShowOfficialNames { get; set; }

    /// <summary>Reads the section.</summary>
    /// <exception cref="SettingsFault">Something in it cannot be meant.</exception>
    public static ReviewSettings From(IConfiguration settings)
    {
        var review = SettingsFault.Read<ReviewSettings>(settings, "Review");
        if (
            new[] { review.StandardDays, review.StuckDays, review.CorrectionDays, review.OpinionDays, review.InquiryDays }.Any(days =>
                days is < 1 or > 1000
            )
        )
        {
            throw new SettingsFault(
                "The days in the settings Review:StandardDays, StuckDays, CorrectionDays, OpinionDays and InquiryDays can be from 1 to 1000."
            );
        }

        foreach (var (route, days) in review.StandardDaysByRoute)
        {
            if (!Enum.GetNames<Route>().Contains(route) || days is < 1 or > 1000)
            {
                throw new SettingsFault(
                    $"The setting Review:StandardDaysByRoute:{route} is {days}; the routes are {string.Join(", ", Enum.GetNames<Route>())}, and days from 1 to 1000."
                );
            }
        }

        return review.EstimateMinimum >= 1
            ? review
            : throw new SettingsFault($"The setting Review:EstimateMinimum is {review.EstimateMinimum}; it can be 1 or more.");
    }
}

/// <summary>The section <c>Letters</c> of the settings: who sends the notices.</summary>
public sealed class LetterSettings
{
    public string NumberPrefix { get; set; } = "審査";
    public string[] SenderLines { get; set; } = ["PHR利用企画審査事務局長"];
    public string[] ContactLines { get; set; } = ["PHR利用企画審査事務局"];

    /// <summary>Where the address at which a letter is verified begins; the one of <c>Mail:PortalAddress</c> when empty.</summary>
    public string PortalAddress { get; set; } = "";

    public NoticeSender Sender => new(NumberPrefix, SenderLines, ContactLines);
}
