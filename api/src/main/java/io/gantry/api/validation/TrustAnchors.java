package io.gantry.api.validation;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of authorities, one PEM block after the other. What stands between blocks, and what is no block, is passed
 * over, as Go does. What classes this needs is loaded with the first bundle.
 */
final class TrustAnchors {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    /** @param headers whether there are lines such as {@code Proc-Type: 4,ENCRYPTED} */
    private record Block(String type, boolean headers, byte[] bytes) {}

    private TrustAnchors() {}

    /** What is wrong, each as a sentence; empty when nothing is. */
    static List<String> check(String pem) {
        List<String> wrong = new ArrayList<>();
        Map<String, List<Integer>> indexes = new LinkedHashMap<>();
        List<Block> blocks = blocks(pem);
        for (int i = 0; i < blocks.size(); i++) {
            String refused = check(blocks.get(i));
            if (refused == null) {
                String certificate =
                        Base64.getEncoder().encodeToString(blocks.get(i).bytes());
                indexes.computeIfAbsent(certificate, _ -> new ArrayList<>()).add(i);
            } else {
                wrong.add("entry " + i + " " + refused);
            }
        }
        if (!wrong.isEmpty()) {
            return wrong;
        }
        if (indexes.isEmpty()) {
            return List.of("at least one trust anchor must be provided");
        }
        for (List<Integer> same : indexes.values()) {
            if (same.size() > 1) {
                wrong.add("duplicate trust anchor (indices " + same.toString().replace(",", "") + ")");
            }
        }
        return wrong;
    }

    private static @Nullable String check(Block block) {
        if (!block.type().equals("CERTIFICATE")) {
            return "has bad block type: " + block.type();
        }
        if (block.headers()) {
            return "has PEM block headers";
        }
        X509Certificate certificate;
        try {
            var bytes = new ByteArrayInputStream(block.bytes());
            certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
            if (bytes.available() > 0) {
                return "does not parse as X.509";
            }
        } catch (CertificateException e) {
            return "does not parse as X.509";
        }
        return certificate.getBasicConstraints() < 0 ? "does not have the CA bit set" : null;
    }

    private static List<Block> blocks(String pem) {
        List<Block> blocks = new ArrayList<>();
        int at = pem.startsWith(BEGIN) ? 0 : next(pem, 0);
        while (at >= 0) {
            int lineEnd = pem.indexOf('\n', at);
            if (lineEnd < 0) {
                break;
            }
            String line = pem.substring(at, lineEnd).stripTrailing();
            String type = line.endsWith(DASHES) && line.length() >= BEGIN.length() + DASHES.length()
                    ? line.substring(BEGIN.length(), line.length() - DASHES.length())
                    : null;
            int end = type == null ? -1 : pem.indexOf("\n-----END " + type + DASHES, lineEnd);
            Block block = type == null || end < 0 ? null : block(type, pem.substring(lineEnd, end));
            if (block != null) {
                blocks.add(block);
            }
            at = next(pem, block == null ? lineEnd - 1 : end + 1);
        }
        return blocks;
    }

    /** Where the next line begins a block; -1 when none does. */
    private static int next(String pem, int from) {
        int at = pem.indexOf("\n" + BEGIN, from);
        return at < 0 ? -1 : at + 1;
    }

    /** {@code null} when it is not base64. */
    private static @Nullable Block block(String type, String body) {
        boolean headers = false;
        StringBuilder base64 = new StringBuilder();
        for (String line : body.split("\n", -1)) {
            if (base64.isEmpty() && line.indexOf(':') > 0) {
                headers = true;
            } else {
                base64.append(line.strip());
            }
        }
        try {
            return new Block(type, headers, Base64.getDecoder().decode(base64.toString()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
