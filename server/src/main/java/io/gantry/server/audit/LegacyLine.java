package io.gantry.server.audit;

import io.gantry.api.status.GoText;
import io.gantry.server.request.UserInfo;
import java.util.List;
import java.util.stream.Collectors;

/** An event as one line of text for people, with a part of what is known: {@code --audit-log-format=legacy}. */
final class LegacyLine {
    private LegacyLine() {}

    static String of(AuditEvent event) {
        UserInfo user = event.user();
        UserInfo as = event.impersonated();
        AuditEvent.Target target = event.target();
        Integer code = event.status() == null ? null : event.status().code();
        return event.received() + " AUDIT:"
                + field("id", event.auditId())
                + field("stage", event.stage().text())
                + field(
                        "ip",
                        event.sourceIps().isEmpty()
                                ? "<unknown>"
                                : event.sourceIps().getFirst())
                + field("method", event.verb())
                + field("user", user == null || user.name().isEmpty() ? "<none>" : user.name())
                + field("groups", user == null || user.groups().isEmpty() ? "<none>" : list(user.groups()))
                + field("as", as == null ? "<self>" : as.name())
                + field("asgroups", as == null ? "<lookup>" : list(as.groups()))
                + field("user-agent", event.userAgent())
                + field("namespace", target == null || target.namespace().isEmpty() ? "<none>" : target.namespace())
                + field("uri", event.uri())
                + " response=\"" + (event.status() == null ? "<deferred>" : String.valueOf(code)) + "\"";
    }

    private static String field(String name, String value) {
        return " " + name + "=" + GoText.quoted(value);
    }

    private static String list(List<String> values) {
        return values.stream().map(GoText::quoted).collect(Collectors.joining(","));
    }
}
