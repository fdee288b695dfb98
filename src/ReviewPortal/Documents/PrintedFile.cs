using ReviewPortal.Domain;

namespace ReviewPortal.Documents;

/// <summary>A printed document as the answer to a request.</summary>
public static class PrintedFile
{
    public static IResult Of(PrintedDocument printed) => Results.File(printed.Content, PrintedDocument.MediaType, printed.FileName);

    /// <summary>What stands in the way is said in the answer: no browser (with the setting's name), a document that failed, or a person who may no longer act.</summary>
    public static async ValueTask<object?> SayWhyNot(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RuleBroken)
        {
            return Results.Forbid();
        }
        catch (Exception fault) when (fault is PdfUnavailable or PdfFailed)
        {
            return Results.Text(fault.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
