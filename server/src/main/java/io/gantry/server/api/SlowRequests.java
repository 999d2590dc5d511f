package io.gantry.server.api;

import io.gantry.api.status.GoText;
import io.gantry.server.edge.Exchange;
import io.gantry.server.request.UserInfo;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One line of the log for each request that took long, which says where the time went; none for others. */
final class SlowRequests {
    private static final System.Logger LOG = System.getLogger(SlowRequests.class.getName());

    private static final long THRESHOLD_NANOS = Duration.ofSeconds(1).toNanos();

    private SlowRequests() {}

    static void ended(Call call, long nanos) {
        if (nanos >= THRESHOLD_NANOS && !call.lasting()) {
            LOG.log(Level.INFO, () -> line(call, nanos));
        }
    }

    private static String line(Call call, long nanos) {
        Exchange exchange = call.exchange();
        UserInfo user = call.user();
        return "Slow request: " + exchange.method() + " " + GoText.quoted(exchange.rawPath()) + " answered with "
                + exchange.status()
                + " after " + nanos / 1_000_000 + " ms (Audit-ID " + GoText.quoted(AuditIds.echoed()) + ", user "
                + (user == null ? "unknown" : GoText.quoted(user.name())) + ", agent "
                + quoted(exchange.headers().first("user-agent")) + "): "
                + call.trace().describe(nanos);
    }

    private static String quoted(@Nullable String text) {
        return GoText.quoted(text == null ? "" : text);
    }
}
