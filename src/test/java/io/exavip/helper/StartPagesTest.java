package io.exavip.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartPagesTest {
  private static final String EXE = "/usr/bin/exavip";

  @Test
  void codeAndReadOnlyDataOfTheExecutableAreGivenBack() {
    assertThat(unchanged("00410000-014b6000 r-xp 00010000 fe:00 12 " + EXE, 0))
        .containsExactly(new StartPages.Mapping(0x410000L, 0x14b6000L));
    assertThat(unchanged("7f2f47500000-7f2f47f00000 r--p 00010000 fe:00 12      " + EXE, 0))
        .hasSize(1);
  }

  @Test
  void aMappingWithAPageThatWasWrittenStays() {
    assertThat(unchanged("014cf000-014d0000 r--p 010ce000 fe:00 12 " + EXE, 4)).isEmpty();
  }

  @Test
  void whatCanBeWrittenAndWhatIsOfAnotherFileStays() {
    assertThat(unchanged("7f2f47f00000-7f2f4898c000 rw-p 00010000 fe:00 12 " + EXE, 0)).isEmpty();
    assertThat(unchanged("7f2f47f00000-7f2f4898c000 r-xp 00010000 fe:00 12 /lib/libc.so.6", 0))
        .isEmpty();
    assertThat(unchanged("7f2f47f00000-7f2f4898c000 r-xp 00000000 00:00 0 [vdso]", 0)).isEmpty();
  }

  private static List<StartPages.Mapping> unchanged(String head, int anonymousKilobytes) {
    return StartPages.unchanged(
        List.of(
            head,
            "Size:              17048 kB",
            "Rss:               11804 kB",
            "Private_Dirty:         0 kB",
            "Anonymous:             " + anonymousKilobytes + " kB",
            "VmFlags: rd ex mr mw me"),
        EXE);
  }
}
