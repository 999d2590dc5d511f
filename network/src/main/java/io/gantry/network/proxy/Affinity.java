package io.gantry.network.proxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The clients that the kernel remembers for session affinity, as nft lists them. */
final class Affinity {
    /** {@code client . address . protocol . port timeout 3h expires 2h59m50s : endpoint . port}. */
    private static final Pattern ELEMENT =
            Pattern.compile("([0-9a-f:.]+) \\. ([0-9a-f:.]+) \\. (tcp|udp|sctp) \\. (\\d+)"
                    + " timeout (\\w+) expires (\\w+) : ([0-9a-f:.]+) \\. (\\d+)");

    private Affinity() {}

    /** One remembered client. */
    record Entry(String client, String address, String protocol, String port, String times, String target) {
        String key() {
            return client + " . " + address + " . " + protocol + " . " + port;
        }
    }

    static List<Entry> parse(String listing) {
        var entries = new ArrayList<Entry>();
        var matcher = ELEMENT.matcher(listing);
        while (matcher.find()) {
            entries.add(new Entry(
                    matcher.group(1),
                    matcher.group(2),
                    matcher.group(3),
                    matcher.group(4),
                    "timeout " + matcher.group(5) + " expires " + matcher.group(6),
                    matcher.group(7) + " . " + matcher.group(8)));
        }
        return entries;
    }

    /** Whether the endpoint of a remembered client is still one of its Service's. */
    static boolean valid(Entry entry, Map<String, Set<String>> targets) {
        var service = targets.get(entry.address() + " . " + entry.protocol() + " . " + entry.port());
        if (service == null) {
            // A node's address: the key is the nodePort alone.
            service = targets.get(entry.protocol() + " . " + entry.port());
        }
        return service != null && service.contains(entry.target());
    }

    static Map<String, Set<String>> targets(Model model) {
        var all = new HashMap<String, Set<String>>();
        model.services().values().forEach(e -> all.putAll(e.part().targets()));
        return all;
    }
}
