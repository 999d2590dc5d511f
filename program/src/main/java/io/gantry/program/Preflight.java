package io.gantry.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What must hold before anything is started, each with a message that says what to do. */
public final class Preflight {
    private static final Pattern BRIDGE = Pattern.compile("gt[0-9a-f]{8}");

    private Preflight() {}

    /** A node needs Linux and root; the control plane needs neither. */
    public static void nodeIsPossible(String operatingSystem, boolean root) {
        if (!operatingSystem.equals("Linux")) {
            throw new UserError("This machine runs " + operatingSystem
                    + "; containers need Linux. The control plane (API server, controllers, scheduler) runs here too: gantry"
                    + " up --no-node --data-dir DIRECTORY");
        }
        if (!root) {
            throw new UserError("gantry up needs root: to run containers it makes cgroups, mounts, network devices and"
                    + " nftables rules, and starts a containerd of its own. Run it with sudo. The control plane (API server,"
                    + " controllers, scheduler) needs no rights and runs alone with: gantry up --no-node --data-dir"
                    + " DIRECTORY");
        }
    }

    public static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid && uid == 0;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notUnix) {
            return false;
        }
    }

    /** Says who has the port if it is taken. */
    public static void portIsFree(InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw portTaken(port, e);
        }
    }

    /** Pods' and Services' addresses must be nobody else's, another cluster's on this machine included. */
    public static void rangesAreFree(Layout layout, Settings settings) throws IOException {
        for (var device : NetworkInterface.networkInterfaces().toList()) {
            if (!device.getName().equals("gt" + layout.id())) {
                for (var address : device.getInterfaceAddresses()) {
                    isFree("--pod-cidr", settings.podCidr(), device.getName(), address.getAddress());
                    isFree("--service-cidr", settings.serviceCidr(), device.getName(), address.getAddress());
                }
            }
        }
    }

    static void isFree(String option, Cidr range, String device, InetAddress address) {
        if (range.overlaps(new Cidr(address, address.getAddress().length * 8))) {
            throw new UserError(option + " " + range + " holds " + address.getHostAddress()
                    + ", which this machine's network device " + device + " has. Give a range that nothing else uses"
                    + (BRIDGE.matcher(device).matches() ? "; " + device + " is another Gantry cluster's." : "."));
        }
    }

    static UserError portTaken(int port, IOException failure) {
        var owner = PortOwner.find(Path.of("/proc"), port);
        return new UserError(
                "Port " + port + " cannot be opened: "
                        + owner.map(name -> "it is taken by " + name).orElse(failure.getMessage())
                        + ". Stop what has it, or choose another with --port.",
                failure);
    }
}
