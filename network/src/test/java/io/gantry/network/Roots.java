package io.gantry.network;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** What tests tagged {@code real} need: root, iproute2 and nftables. Without them they are skipped, saying so. */
public final class Roots {
    private Roots() {}

    public static void require() {
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: needs root to make network namespaces");
        assumeTrue(
                has("ip") && (Files.exists(Path.of("/usr/lib/x86_64-linux-gnu/libnftables.so.1")) || has("nft")),
                "skipped: needs the packages iproute2, nftables, libnftables1");
    }

    private static boolean has(String program) {
        for (var dir : new String[] {"/usr/sbin", "/sbin", "/usr/bin", "/bin"}) {
            if (Files.isExecutable(Path.of(dir, program))) {
                return true;
            }
        }
        return false;
    }
}
