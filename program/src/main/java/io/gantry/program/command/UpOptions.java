package io.gantry.program.command;

import io.gantry.program.ApiOptions;
import io.gantry.program.Cidr;
import io.gantry.program.Layout;
import io.gantry.program.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code gantry up} was asked for.
 *
 * @param api what was said of the API server
 */
public record UpOptions(Layout layout, Settings.Asked asked, ApiOptions api, boolean detach, boolean verbose) {
    private static final Set<String> FLAGS = Set.of("--detach", "--no-node", "--verbose");
    private static final Set<String> WITH_VALUE =
            Set.of("--data-dir", "--port", "--node-name", "--pod-cidr", "--service-cidr");

    /**
     * Reads a plain command line without picocli, which by itself takes a quarter of a second of processor time and so would
     * be the largest part of a start. Empty for everything that needs more than that: another command, help, or anything
     * that is wrong, which picocli then explains.
     */
    public static Optional<UpOptions> parse(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("up")) {
            return Optional.empty();
        }
        var flags = new HashSet<String>();
        var values = new HashMap<String, String>();
        for (int i = 1; i < arguments.length; i++) {
            var argument = arguments[i];
            int equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (FLAGS.contains(argument)) {
                if (!flags.add(argument)) {
                    return Optional.empty();
                }
            } else if (WITH_VALUE.contains(name) && (equals > 0 || i + 1 < arguments.length)) {
                var value = equals > 0 ? argument.substring(equals + 1) : arguments[++i];
                if (value.isEmpty() || value.startsWith("-") || values.put(name, value) != null) {
                    return Optional.empty();
                }
            } else {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(of(flags, values));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static UpOptions of(Set<String> flags, Map<String, String> values) {
        var directory = values.get("--data-dir");
        var port = values.get("--port");
        return new UpOptions(
                new Layout(directory == null ? Layout.DEFAULT : Path.of(directory)),
                new Settings.Asked(
                        port == null ? null : Integer.valueOf(port),
                        !flags.contains("--no-node"),
                        values.get("--node-name"),
                        cidr(values.get("--pod-cidr")),
                        cidr(values.get("--service-cidr"))),
                ApiOptions.NONE,
                flags.contains("--detach"),
                flags.contains("--verbose"));
    }

    private static @Nullable Cidr cidr(@Nullable String text) {
        return text == null ? null : Cidr.parse(text);
    }
}
