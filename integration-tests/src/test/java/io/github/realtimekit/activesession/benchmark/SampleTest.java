package io.github.realtimekit.activesession.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void intervalHoldsTheMedianWith95PercentConfidence() {
        for (int size = 30; size <= 1_000; size++) {
            Sample ranks = new Sample();
            IntStream.rangeClosed(1, size).forEach(ranks::add);
            assertThat(ranks.low() + ranks.high()).isEqualTo(size + 1);
            assertThat(probability(size, (int) ranks.low())).isBetween(0.95, 0.98);
        }
    }

    /** That of so many coins at least as many as the rank, and at most the others, show heads. */
    private static double probability(int coins, int rank) {
        double inside = 0;
        double ways = 0; // the logarithm of the binomial coefficient
        for (int heads = 0; heads <= coins - rank; heads++) {
            if (heads >= rank) {
                inside += Math.exp(ways - coins * Math.log(2));
            }
            ways += Math.log(coins - heads) - Math.log(heads + 1);
        }
        return inside;
    }
}
