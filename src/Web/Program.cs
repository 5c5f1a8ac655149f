using PbDecisionDay.Silo;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Receipts;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Voting;

var builder = WebApplication.CreateBuilder(args);
GrainHosting.AddFrontEnd(builder);
builder.AddSite();
builder.Services.AddDays();
builder.Services.AddVoting();
builder.Services.AddReceipts();

var app = builder.Build();
app.UseSite();
app.MapSite();
app.MapDays();
app.MapVoting();
app.MapReceipts();
return await app.RunWithStorageAsync(Console.Error);
