using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Exports;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.OwnData;

/// <summary>Gives members what is kept of them, and closes their accounts.</summary>
internal sealed class OwnDataService(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    IEnumerable<IPersonalData> modules,
    MemberSessions sessions,
    PasswordCheck passwords,
    UserManager<Member> members
)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A zip with everything in one JSON file, and a CSV file for each table.</summary>
    public async Task<byte[]> ZipAsync(Guid memberId)
    {
        var tables = new List<PersonalTable>();
        await using (var db = await contexts.CreateDbContextAsync())
        {
            foreach (var module in modules)
            {
                tables.AddRange(await module.ReadAsync(db, memberId));
            }
        }

        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using (var json = await zip.CreateEntry("data.json").OpenAsync())
            {
                await JsonSerializer.SerializeAsync(json, tables.ToDictionary(table => table.Name, Objects), Readable);
            }

            foreach (var table in tables)
            {
                await using var file = await zip.CreateEntry($"{table.Name}.csv").OpenAsync();
                await file.WriteAsync(CsvTable.Of(table.Columns, table.Rows));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// Closes an account for good: name and contacts are replaced, the login is free again, every session ends; orders, money and
    /// decisions stay. Rejects with <c>member.password-wrong</c>, <c>member.close-role</c> and whatever modules still wait for.
    /// </summary>
    public async Task<Result<Done>> CloseAsync(Guid memberId, string? password, string field)
    {
        var member =
            await members.FindByIdAsync(memberId.ToString())
            ?? throw new InvalidOperationException($"Member {memberId} is signed in but unknown.");
        if (await passwords.WhyNotAsync(member, password, field) is { } wrong)
        {
            return wrong;
        }

        return await writer.RunAsync<Done>(async scope =>
        {
            foreach (var module in modules)
            {
                if (await module.WhyNotCloseAsync(scope, memberId) is { } whyNot)
                {
                    return whyNot;
                }
            }

            await sessions.EndAllAsync(scope, memberId);
            foreach (var module in modules)
            {
                await module.EraseAsync(scope, memberId);
            }

            await ActWriter.NoteSecurityAsync(scope, new(SecurityActs.Closed.Code, memberId, SecurityActs.Member, memberId));

            return Done.Instance;
        });
    }

    private static List<Dictionary<string, object?>> Objects(PersonalTable table) =>
        [.. table.Rows.Select(row => table.Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))];
}
