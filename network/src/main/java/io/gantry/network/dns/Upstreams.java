package io.gantry.network.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The name servers of a {@code resolv.conf}, read again whenever the file changes (DHCP, VPN). Our own addresses are left
 * out: asking ourselves would never end. Thread safe.
 */
final class Upstreams {
    /** As many as the C library looks at. */
    private static final int MAX = 3;

    private static final int PORT = 53;

    private final Path file;
    private final Set<String> own;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable FileTime read;
    private List<InetSocketAddress> servers = List.of();

    Upstreams(Path file, Set<String> own) {
        this.file = file;
        this.own = Set.copyOf(own);
    }

    /** The servers to ask, in order; none when the file is missing. */
    List<InetSocketAddress> servers() {
        lock.lock();
        try {
            var modified = Files.getLastModifiedTime(file);
            if (!modified.equals(read)) {
                servers = parse(Files.readAllLines(file));
                read = modified;
            }
        } catch (IOException e) {
            servers = List.of();
            read = null;
        } finally {
            lock.unlock();
        }
        return servers;
    }

    private List<InetSocketAddress> parse(List<String> lines) {
        var result = new ArrayList<InetSocketAddress>();
        for (var line : lines) {
            var words = line.strip().split("\\s+");
            if (words.length < 2 || !words[0].equals("nameserver") || result.size() == MAX) {
                continue;
            }
            try {
                var address = InetAddress.ofLiteral(words[1]);
                if (!own.contains(address.getHostAddress())) {
                    result.add(new InetSocketAddress(address, PORT));
                }
            } catch (IllegalArgumentException e) {
                System.getLogger(Upstreams.class.getName())
                        .log(System.Logger.Level.WARNING, "{0}: {1} is not an address", file, words[1]);
            }
        }
        return List.copyOf(result);
    }
}
