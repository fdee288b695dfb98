using Microsoft.Extensions.Configuration;
using ReviewPortal.Features.Applying;

namespace ReviewPortal;

/// <summary>What cannot be meant ends the program before it serves, and not a draft or a due day later.</summary>
public class TheSettings
{
    [Theory]
    [InlineData("Review:StandardDays", "abc")]
    [InlineData("Review:StandardDays", "0")]
    [InlineData("Review:InquiryDays", "-3")]
    [InlineData("Review:EstimateMinimum", "0")]
    [InlineData("Review:StandardDaysByRoute:Consultaton", "45")]
    [InlineData("Review:StandardDaysByRoute:Consultation", "0")]
    [InlineData("Drafts:DeleteAfterDays", "-5")]
    [InlineData("Drafts:DeleteAfterDays", "30")]
    [InlineData("Drafts:RemindAfterDays", "sixty")]
    [InlineData("Drafts:WarnDaysBefore", "0")]
    public void That_cannot_be_meant_are_named(string name, string value)
    {
        var fault = Assert.Throws<SettingsFault>(() => Read(name, value));
        Assert.Contains(name.Split(':')[0], fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Theory]
    [InlineData("Review:StandardDaysByRoute:Consultation", "45")]
    [InlineData("Review:EstimateMinimum", "1")]
    [InlineData("Drafts:DeleteAfterDays", "61")]
    [InlineData("Other", "1")]
    public void That_can_be_meant_are_taken(string name, string value) => Read(name, value);

    static void Read(string name, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
        ReviewSettings.From(settings);
        DraftSettings.From(settings);
    }
}
