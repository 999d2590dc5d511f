package io.gantry.network.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SlotsProperties {
    private static List<Backend> backends(Set<Integer> numbers) {
        return numbers.stream().map(n -> Examples.ready("10.244.0." + n)).toList();
    }

    /** Whatever comes and goes: exactly the endpoints there are, and only as many moved as had to. */
    @Property(tries = 300)
    void indexesStayWhereTheyCan(
            @ForAll @Size(max = 12) Set<@IntRange(max = 20) Integer> before,
            @ForAll @Size(max = 12) Set<@IntRange(max = 20) Integer> now) {
        var old = backends(before);
        var next = Part.arrange(old, backends(now));
        assertThat(next).containsExactlyInAnyOrderElementsOf(backends(now));
        var kept = IntStream.range(0, Math.min(old.size(), next.size()))
                .filter(i -> now.stream()
                        .anyMatch(n -> ("10.244.0." + n).equals(old.get(i).address())))
                .allMatch(i -> next.get(i).equals(old.get(i)));
        assertThat(kept).isTrue();
    }

    /** The changes, applied to what there was, give what there must be. */
    @Property(tries = 200)
    void theDifferenceLeadsFromOneModelToTheOther(
            @ForAll @Size(max = 5) List<@IntRange(max = 63) Integer> first,
            @ForAll @Size(max = 5) List<@IntRange(max = 63) Integer> second) {
        var from = Examples.model(Model.EMPTY, states(first));
        var to = Examples.model(from, states(second));
        var table = new TreeMap<String, Map<String, String>>();
        apply(table, Diff.between("t", Model.EMPTY, from).commands());
        apply(table, Diff.between("t", from, to).commands());
        var wanted = new TreeMap<>(to.elements());
        table.values().removeIf(Map::isEmpty);
        assertThat(table).isEqualTo(wanted);
    }

    /** Each number's bits say what a Service is like. */
    private static ServiceState[] states(List<Integer> numbers) {
        var result = new ArrayList<ServiceState>();
        for (int i = 0; i < numbers.size(); i++) {
            int bits = numbers.get(i);
            var service = Examples.service("s" + i, "10.96.0." + (20 + i));
            if ((bits & 1) != 0) {
                service = Examples.nodePort(service, 30000 + i);
            }
            if ((bits & 2) != 0) {
                service = Examples.affinity(service, 60);
            }
            service = Examples.policies(service, (bits & 4) != 0, (bits & 8) != 0);
            var numbersOfBackends = new LinkedHashSet<Integer>();
            for (int b = 0; b < bits >> 4; b++) {
                numbersOfBackends.add(b * 3 + bits % 5);
            }
            result.add(Examples.state(service, backends(numbersOfBackends).toArray(new Backend[0])));
        }
        return result.toArray(new ServiceState[0]);
    }

    /** What nftables would do with element commands; strict about what exists, as the kernel is. */
    private static void apply(Map<String, Map<String, String>> table, String commands) {
        commands.lines().filter(l -> l.contains(" element ")).forEach(line -> {
            var words = line.split(" ", 6);
            var map = table.computeIfAbsent(words[4], m -> new TreeMap<>());
            var body = words[5].substring(2, words[5].length() - 2);
            for (var element : body.split(", ")) {
                var sides = element.split(" : ", 2);
                if (words[0].equals("delete")) {
                    assertThat(map).containsKey(sides[0]);
                    map.remove(sides[0]);
                } else {
                    assertThat(map).doesNotContainKey(sides[0]);
                    map.put(sides[0], sides.length > 1 ? sides[1] : "");
                }
            }
        });
    }
}
