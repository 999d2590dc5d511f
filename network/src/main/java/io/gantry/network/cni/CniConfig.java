package io.gantry.network.cni;

import io.gantry.api.codec.Tree;
import io.gantry.network.proxy.Cidr;
import io.gantry.network.proxy.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The CNI configuration of a node, for containerd: the {@code bridge} plugin with addresses from {@code host-local}.
 *
 * <p>No {@code portmap} and no {@code ipMasq}: both would write iptables rules; our nftables table does that. Hairpin mode
 * is on, because where the machine sends bridged packets through the IP rules (br_netfilter, as Docker wants it) a pod that
 * reaches itself through its Service is sent back out of the port that it came from.
 *
 * @param name of the CNI network
 * @param ipam directory in which host-local keeps the addresses that are taken
 * @param mtu of the pods' devices; 0 for the kernel's choice
 */
public record CniConfig(String name, String bridge, List<String> podCidrs, Path ipam, int mtu) {
    /** The file's name; containerd takes the first in the directory. */
    public static final String FILE = "10-gantry.conflist";

    private static final String CNI_VERSION = "1.0.0";

    public CniConfig {
        podCidrs = List.copyOf(podCidrs);
    }

    /** The file's content. */
    public byte[] render() {
        var routes = podCidrs.stream()
                .map(c -> Map.of("dst", Family.of(c) == Family.IPV4 ? "0.0.0.0/0" : "::/0"))
                .toList();
        var ranges = podCidrs.stream()
                .map(Cidr::parse)
                .map(c -> {
                    var range = new LinkedHashMap<String, Object>();
                    range.put("subnet", c.toString());
                    range.put("gateway", c.address(1));
                    return List.of(range);
                })
                .toList();
        var allocation = new LinkedHashMap<String, Object>();
        allocation.put("type", "host-local");
        allocation.put("dataDir", ipam.toString());
        allocation.put("ranges", ranges);
        allocation.put("routes", routes);
        var plugin = new LinkedHashMap<String, Object>();
        plugin.put("type", "bridge");
        plugin.put("bridge", bridge);
        plugin.put("isGateway", true);
        plugin.put("ipMasq", false);
        plugin.put("hairpinMode", true);
        if (mtu > 0) {
            plugin.put("mtu", (long) mtu);
        }
        plugin.put("ipam", allocation);
        var network = new LinkedHashMap<String, Object>();
        network.put("cniVersion", CNI_VERSION);
        network.put("name", name);
        network.put("plugins", List.of(plugin));
        return Tree.toJson(network);
    }

    /** Writes the file, at once or not at all, and the directories. Leaves an equal file alone: containerd watches it. */
    public void write(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.createDirectories(ipam);
            var file = directory.resolve(FILE);
            var content = render();
            if (Files.exists(file) && java.util.Arrays.equals(Files.readAllBytes(file), content)) {
                return;
            }
            var fresh = directory.resolve(FILE + ".new");
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the CNI configuration cannot be written to " + directory, e);
        }
    }

    /** Removes the file and host-local's addresses, and nothing else that may be in those directories. */
    public static void remove(Path directory, Path ipam, String name) {
        try {
            Files.deleteIfExists(directory.resolve(FILE));
            var addresses = ipam.resolve(name);
            if (Files.isDirectory(addresses)) {
                try (var files = Files.list(addresses)) {
                    for (var file : files.toList()) {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(addresses);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the CNI configuration cannot be removed from " + directory, e);
        }
    }
}
