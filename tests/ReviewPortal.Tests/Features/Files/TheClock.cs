namespace ReviewPortal.Features.Files;

/// <summary>The time as the test sets it.</summary>
sealed class TheClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 9, 1, 1, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
