using System.Globalization;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Requests for one path, one after the other, until it is stopped.</summary>
internal sealed class Traffic
{
    private readonly Dictionary<string, int> _answers = [];
    private readonly Task _sending;
    private volatile bool _isStopping;

    public Traffic(HttpClient http, string path) => _sending = Task.Run(() => SendAsync(http, path));

    /// <summary>Waits for the last answer.</summary>
    /// <returns>How often there was which answer: its status and its body, as in <c>200 text</c>.</returns>
    public async Task<IReadOnlyDictionary<string, int>> StopAsync()
    {
        _isStopping = true;
        await _sending;
        return _answers;
    }

    private async Task SendAsync(HttpClient http, string path)
    {
        while (!_isStopping)
        {
            using var response = await http.GetAsync(path);
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            var answer = $"{status} {await response.Content.ReadAsStringAsync()}";
            _answers[answer] = _answers.GetValueOrDefault(answer) + 1;
            // Fewer than the stage admits.
            await Task.Delay(5);
        }
    }
}
