using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>The photo of a report. It comes before the report does, so that a lost line or a wrong answer does not lose it.</summary>
public sealed class UnsoldPhoto
{
    /// <summary>That of the report it belongs to.</summary>
    public required Guid Id { get; init; }

    public required Guid OwnerId { get; init; }

    public required byte[] Jpeg { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>Keeps the photos of reports, one each.</summary>
public sealed class UnsoldPhotos(MarketWriter writer)
{
    /// <summary>How long a photo waits for its report.</summary>
    private static readonly TimeSpan Waits = TimeSpan.FromDays(2);

    /// <summary>
    /// Keeps a photo for a report that is being written, in place of an earlier one. Refused beside the field as
    /// <see cref="PhotoFile.ReadAsync"/> says, and with <c>unsold.id-taken</c> once the report has been sent.
    /// </summary>
    public async Task<Result<Done>> KeepAsync(Guid reportId, Guid memberId, Stream file)
    {
        var read = await PhotoFile.ReadAsync(file);
        return !read.IsOk
            ? Result<Done>.Refused(read.Rejections)
            : await writer.RunAsync<Done>(async scope =>
            {
                if (!await MayChangeAsync(scope, reportId, memberId))
                {
                    return new Rejection("unsold.id-taken");
                }

                await scope.Sql.UpsertAsync(
                    new UnsoldPhoto
                    {
                        Id = reportId,
                        OwnerId = memberId,
                        Jpeg = read.Value,
                        At = scope.Now,
                    }
                );
                return Done.Instance;
            });
    }

    /// <summary>Takes the photo of a report that has not been sent away again.</summary>
    public Task<Result<Done>> RemoveAsync(Guid reportId, Guid memberId) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (!await MayChangeAsync(scope, reportId, memberId))
            {
                return new Rejection("unsold.id-taken");
            }

            await scope.Db.Set<UnsoldPhoto>().Where(photo => photo.Id == reportId && photo.OwnerId == memberId).ExecuteDeleteAsync();
            return Done.Instance;
        });

    /// <summary>Forgets photos whose report was never sent.</summary>
    public Task<Result<int>> ForgetLeftoversAsync() =>
        writer.RunWhenThereIsRoomAsync<int>(async scope =>
        {
            var before = scope.Now - Waits;
            return await scope
                .Db.Set<UnsoldPhoto>()
                .Where(photo => photo.At < before && !scope.Db.Set<UnsoldReport>().Any(report => report.Id == photo.Id))
                .ExecuteDeleteAsync();
        });

    private static async Task<bool> MayChangeAsync(WriteScope scope, Guid reportId, Guid memberId) =>
        !await scope.Db.Set<UnsoldReport>().AnyAsync(report => report.Id == reportId)
        && !await scope.Db.Set<UnsoldPhoto>().AnyAsync(photo => photo.Id == reportId && photo.OwnerId != memberId);
}
