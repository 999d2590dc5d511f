package io.gantry.network.cni;

import io.gantry.network.host.Commands;
import io.gantry.network.host.Sysctls;
import io.gantry.network.proxy.Cidr;
import io.gantry.network.proxy.Family;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The bridge that this node's pods are connected to. We make it before the first pod does (the CNI plugin would make it
 * later), because DNS listens on its address and node-local settings hang on it. For one thread at a time.
 *
 * <p>Settings: {@code ip_forward} on; {@code route_localnet} on for the bridge alone, so that 127.0.0.1:nodePort works on
 * the node; no ICMP redirects on it, because all traffic between pods is routed by the node on purpose.
 */
public final class Bridge {
    /** Devices of all clusters begin with it. */
    public static final String DEVICE_PREFIX = "gt";

    private static final int METRIC_BASE = 0x10000;

    private final Commands commands;
    private final String name;

    public Bridge(Commands commands, String name) {
        if (!name.matches("[a-zA-Z0-9]{1,15}")) {
            throw new IllegalArgumentException("not a name for a bridge: " + name);
        }
        this.commands = commands;
        this.name = name;
    }

    /** The name of a cluster's bridge: {@code gt} and the cluster's id. */
    public static String nameOf(String clusterId) {
        return DEVICE_PREFIX + clusterId;
    }

    /** The bridge's hardware address follows from its IPv4 address, so that it never changes with the ports. */
    public static String macOf(String gateway) {
        var bytes = InetAddress.ofLiteral(gateway).getAddress();
        var mac = new StringBuilder("0a:58");
        for (int i = bytes.length - 4; i < bytes.length; i++) {
            mac.append(String.format(Locale.ROOT, ":%02x", bytes[i] & 0xff));
        }
        return mac.toString();
    }

    /** Makes the bridge, or corrects the one that is there. */
    public void ensure(List<String> podCidrs, List<String> serviceCidrs, int mtu, Sysctls sysctls) {
        var gateways = podCidrs.stream()
                .map(Cidr::parse)
                .map(c -> c.address(1) + "/" + c.prefix())
                .toList();
        var batch = new StringBuilder();
        var shown = commands.attempt("", "ip", "-o", "addr", "show", "dev", name);
        if (!shown.succeeded()) {
            batch.append("link add name ")
                    .append(name)
                    .append(" address ")
                    .append(macOf(Cidr.parse(podCidrs.getFirst()).address(1)))
                    .append(" type bridge\n");
        }
        for (var stale : addresses(shown.output())) {
            if (!gateways.contains(stale)) {
                batch.append("addr del ")
                        .append(stale)
                        .append(" dev ")
                        .append(name)
                        .append('\n');
            }
        }
        for (var gateway : gateways) {
            batch.append("addr replace ")
                    .append(gateway)
                    .append(" dev ")
                    .append(name)
                    .append('\n');
        }
        batch.append("link set dev ")
                .append(name)
                .append(mtu > 0 ? " mtu " + mtu : "")
                .append(" up\n");
        ip(batch);
        sysctls.set("net/ipv4/ip_forward", "1");
        // The sum of both decides: other devices keep redirecting by their own setting.
        sysctls.set("net/ipv4/conf/all/send_redirects", "0");
        sysctls.setForDevice("net/ipv4/conf/" + name + "/send_redirects", "0");
        sysctls.setForDevice("net/ipv4/conf/" + name + "/route_localnet", "1");
        routes(podCidrs, serviceCidrs);
    }

    /**
     * Service addresses need some route, or the node's own programs could not even try them; nftables changes the
     * destination before it matters. The metric is the cluster's own: another one may use the same addresses.
     */
    private void routes(List<String> podCidrs, List<String> serviceCidrs) {
        var crc = new CRC32();
        crc.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var metric = METRIC_BASE + (crc.getValue() & 0xffff);
        var batch = new StringBuilder();
        for (var service : serviceCidrs) {
            podCidrs.stream()
                    .filter(p -> Family.of(p) == Family.of(service))
                    .findFirst()
                    .ifPresent(pods -> batch.append("route replace ")
                            .append(Cidr.parse(service))
                            .append(" dev ")
                            .append(name)
                            .append(" src ")
                            .append(Cidr.parse(pods).address(1))
                            .append(" metric ")
                            .append(metric)
                            .append('\n'));
        }
        ip(batch);
    }

    /** Removes the bridge and the host's ends of the pods' veth pairs that are connected to it. */
    public void remove() {
        var ports = commands.attempt("", "ip", "-o", "link", "show", "master", name);
        var batch = new StringBuilder();
        if (ports.succeeded()) {
            for (var line : ports.output().lines().toList()) {
                // "12: vethab12@if3: <...": a number, the name, its peer.
                var parts = line.split(": ", 3);
                if (parts.length > 1) {
                    batch.append("link del dev ")
                            .append(parts[1].split("@", 2)[0])
                            .append('\n');
                }
            }
        }
        if (commands.attempt("", "ip", "-o", "link", "show", "dev", name).succeeded()) {
            batch.append("link del dev ").append(name).append('\n');
        }
        if (!batch.isEmpty()) {
            var result = commands.attempt(batch.toString(), "ip", "-force", "-batch", "-");
            if (commands.attempt("", "ip", "-o", "link", "show", "dev", name).succeeded()) {
                throw new IllegalStateException("the bridge " + name + " cannot be removed: "
                        + result.output().strip());
            }
        }
    }

    /** Whether there are bridges of other clusters in this namespace. */
    public boolean others() {
        return commands.run("ip", "-o", "link", "show", "type", "bridge")
                .lines()
                .map(line -> line.split(": ", 3))
                .anyMatch(parts ->
                        parts.length > 1 && parts[1].matches(DEVICE_PREFIX + "[0-9a-f]{8}") && !parts[1].equals(name));
    }

    /** The MTU of the device with the default route, which packets of pods leave by; 0 without one. */
    public int uplinkMtu() {
        var routes = commands.attempt("", "ip", "-4", "-o", "route", "show", "default");
        var device = java.util.regex.Pattern.compile(" dev (\\S+)").matcher(routes.output());
        if (!routes.succeeded() || !device.find()) {
            return 0;
        }
        var link = commands.attempt("", "ip", "-o", "link", "show", "dev", device.group(1));
        var mtu = java.util.regex.Pattern.compile(" mtu (\\d+)").matcher(link.output());
        return mtu.find() ? Integer.parseInt(mtu.group(1)) : 0;
    }

    private void ip(CharSequence batch) {
        if (batch.isEmpty()) {
            return;
        }
        var result = commands.attempt(batch.toString(), "ip", "-batch", "-");
        if (!result.succeeded()) {
            throw new IllegalStateException("the bridge " + name + " cannot be set up: "
                    + result.output().strip() + " (commands: "
                    + batch.toString().strip().replace("\n", "; ") + ")");
        }
    }

    /** {@code address/bits} of a device, those that the kernel gives by itself left out. */
    private static List<String> addresses(String shown) {
        var result = new ArrayList<String>();
        var address =
                java.util.regex.Pattern.compile("inet6? (\\S+) .*scope (\\w+)").matcher(shown);
        while (address.find()) {
            if (!address.group(2).equals("link")) {
                result.add(address.group(1));
            }
        }
        return result;
    }
}
