package io.gantry.network.proxy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From one {@link Model} to the next: the fewest element changes, and what they mean for connections that exist.
 *
 * @param commands one nft transaction; empty when nothing changes
 * @param changes how many elements and chains come or go
 * @param staleFlows UDP flows that connection tracking would go on sending to an endpoint that is gone, or nowhere.
 *     TCP connections are left alone: a terminating endpoint may finish its work.
 * @param affinity whether remembered clients may have lost their endpoint
 */
public record Diff(String commands, int changes, List<StaleFlow> staleFlows, boolean affinity) {
    private static final int ELEMENTS_PER_COMMAND = 500;

    /**
     * A UDP flow to forget.
     *
     * @param address the Service's, empty for a nodePort
     * @param endpoint null for flows that went to no endpoint
     */
    public record StaleFlow(
            String address, int port, @Nullable String endpoint) {}

    public boolean isEmpty() {
        return changes == 0;
    }

    /** The changes of table {@code table} that lead from one model to another. */
    public static Diff between(String table, Model from, Model to) {
        return new Maker(table).make(from, to);
    }

    /** For one use. */
    private static final class Maker {
        private final String table;
        private final Map<String, Map<String, String>> remove = new LinkedHashMap<>();
        private final Map<String, Map<String, String>> add = new LinkedHashMap<>();
        private final List<StaleFlow> stale = new ArrayList<>();
        private boolean affinity;

        Maker(String table) {
            this.table = table;
        }

        Diff make(Model from, Model to) {
            compare(from.common(), to.common());
            to.services().forEach((key, after) -> {
                var before = from.services().get(key);
                if (before != after) {
                    compare(before == null ? Part.EMPTY : before.part(), after.part());
                }
            });
            from.services().forEach((key, before) -> {
                if (!to.services().containsKey(key)) {
                    compare(before.part(), Part.EMPTY);
                }
            });
            return write(from.chains(), to.chains());
        }

        private void compare(Part before, Part after) {
            if (before == after) {
                return;
            }
            before.elements().forEach((map, entries) -> {
                var kept = after.elements().getOrDefault(map, Map.of());
                entries.forEach((key, value) -> {
                    if (!value.equals(kept.get(key))) {
                        remove.computeIfAbsent(map, m -> new LinkedHashMap<>()).put(key, value);
                    }
                });
            });
            after.elements().forEach((map, entries) -> {
                var had = before.elements().getOrDefault(map, Map.of());
                entries.forEach((key, value) -> {
                    if (!value.equals(had.get(key))) {
                        add.computeIfAbsent(map, m -> new LinkedHashMap<>()).put(key, value);
                    }
                });
            });
            affinity |= !before.targets().equals(after.targets());
            staleFlows(before, after);
        }

        private void staleFlows(Part before, Part after) {
            before.udp().forEach((entry, endpoints) -> {
                var kept = after.udp().getOrDefault(entry, Set.of());
                for (var endpoint : endpoints) {
                    if (!kept.contains(endpoint)) {
                        stale.add(new StaleFlow(entry.address(), entry.port(), endpoint));
                    }
                }
            });
            after.udp().forEach((entry, endpoints) -> {
                if (!endpoints.isEmpty()
                        && before.udp().getOrDefault(entry, Set.of()).isEmpty()) {
                    stale.add(new StaleFlow(entry.address(), entry.port(), null));
                }
            });
        }

        private Diff write(Map<String, Chains.Chain> before, Map<String, Chains.Chain> after) {
            var out = new StringBuilder();
            var comes = after.values().stream()
                    .filter(c -> !before.containsKey(c.name()))
                    .toList();
            var goes = before.keySet().stream()
                    .filter(name -> !after.containsKey(name))
                    .toList();
            // Chains first without their rules, which may lead from one to another.
            comes.forEach(chain -> command(out, "add chain", chain.name()).append('\n'));
            for (var chain : comes) {
                for (var rule : chain.rules()) {
                    command(out, "add rule", chain.name())
                            .append(' ')
                            .append(rule)
                            .append('\n');
                }
            }
            int changes = comes.size() + goes.size();
            for (var entry : remove.entrySet()) {
                elements(out, "delete element", entry.getKey(), entry.getValue().keySet());
                changes += entry.getValue().size();
            }
            for (var entry : add.entrySet()) {
                var texts = entry.getValue().entrySet().stream()
                        .map(e -> e.getValue().isEmpty() ? e.getKey() : e.getKey() + " : " + e.getValue())
                        .toList();
                elements(out, "add element", entry.getKey(), texts);
                changes += entry.getValue().size();
            }
            goes.forEach(name -> command(out, "flush chain", name).append('\n'));
            goes.forEach(name -> command(out, "delete chain", name).append('\n'));
            return new Diff(out.toString(), changes, List.copyOf(stale), affinity);
        }

        private StringBuilder command(StringBuilder out, String verb, String object) {
            return out.append(verb).append(" inet ").append(table).append(' ').append(object);
        }

        private void elements(StringBuilder out, String verb, String map, Collection<String> texts) {
            var batch = new ArrayList<String>(ELEMENTS_PER_COMMAND);
            for (var text : texts) {
                batch.add(text);
                if (batch.size() == ELEMENTS_PER_COMMAND) {
                    flush(out, verb, map, batch);
                }
            }
            flush(out, verb, map, batch);
        }

        private void flush(StringBuilder out, String verb, String map, List<String> batch) {
            if (!batch.isEmpty()) {
                command(out, verb, map)
                        .append(" { ")
                        .append(String.join(", ", batch))
                        .append(" }\n");
                batch.clear();
            }
        }
    }
}
