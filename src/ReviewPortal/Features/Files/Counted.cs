using ReviewPortal.Domain;

namespace ReviewPortal.Features.Files;

/// <summary>Reads what is unpacked, and ends the reading when more comes out than may.</summary>
/// <param name="inner">Is disposed together with this one.</param>
/// <param name="most">Bytes.</param>
sealed class Counted(Stream inner, long most) : Stream
{
    public long Taken { get; private set; }

    /// <exception cref="RuleBroken"><c>archive-ratio</c></exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Taken += read;
        return Taken > most ? throw new RuleBroken("archive-ratio") : read;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
