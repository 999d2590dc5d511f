package io.gantry.server.strategy;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The addresses and ports that services get.
 *
 * @param base the range's first address, IPv4
 * @param prefix its length in bits, 12 to 28
 */
public record ServiceNetwork(InetAddress base, int prefix, int firstNodePort, int lastNodePort) {
    public ServiceNetwork {
        if (base.getAddress().length != 4) {
            throw new IllegalArgumentException("the service range must be IPv4, is " + base.getHostAddress());
        }
        if (prefix < 12 || prefix > 28) {
            throw new IllegalArgumentException("the service range's prefix must be from 12 to 28, is " + prefix);
        }
        if (firstNodePort < 1 || lastNodePort > 65535 || lastNodePort <= firstNodePort) {
            throw new IllegalArgumentException(
                    "node ports must be a range within 1 to 65535, are " + firstNodePort + "-" + lastNodePort);
        }
    }

    /** {@code 10.96.0.0/16} with Kubernetes' node ports, 30000 to 32767. */
    public static ServiceNetwork of(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + cidr + "' is no range of addresses such as 10.96.0.0/16");
        }
        return new ServiceNetwork(
                InetAddress.ofLiteral(cidr.substring(0, slash)),
                Integer.parseInt(cidr.substring(slash + 1)),
                30000,
                32767);
    }

    /** Addresses that can be given: all but the range's first and last. */
    int size() {
        return (1 << (32 - prefix)) - 2;
    }

    /** The address at an offset from the base. */
    public String address(int offset) {
        return text(number(base) + offset);
    }

    boolean contains(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            if (parsed.getAddress().length != 4) {
                return false;
            }
            int offset = number(parsed) - number(base);
            return offset >= 1 && offset <= size();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * How many addresses at the range's start are left to people who choose one themselves: a 16th of the range, at least
     * 16 and at most 256, none in tiny ranges (KEP-3070).
     */
    int staticBand() {
        int size = size();
        if (size <= 16) {
            return 0;
        }
        return Math.clamp(size / 16, 16, 256);
    }

    /** Such as {@code 10.96.0.0/16}. */
    public String cidr() {
        return base.getHostAddress() + "/" + prefix;
    }

    String portRange() {
        return firstNodePort + "-" + lastNodePort;
    }

    private static int number(InetAddress address) {
        byte[] b = address.getAddress();
        return ((b[0] & 0xff) << 24) | ((b[1] & 0xff) << 16) | ((b[2] & 0xff) << 8) | (b[3] & 0xff);
    }

    private static String text(int number) {
        byte[] bytes = {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
