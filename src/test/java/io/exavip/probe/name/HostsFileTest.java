package io.exavip.probe.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostsFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("hosts");
  }

  @Test
  void everyNameOfALineHasItsAddress() throws IOException {
    Files.writeString(file, "10.0.0.5\tshop.example.com  shop\n");

    assertThat(find("shop.example.com")).containsExactly("10.0.0.5");
    assertThat(find("shop")).containsExactly("10.0.0.5");
  }

  @Test
  void aNameHasTheAddressesOfAllItsLinesInTheirOrder() throws IOException {
    Files.writeString(file, "10.0.0.5 app\n2001:db8::5 app\n10.0.0.6 other\n10.0.0.7 app\n");

    assertThat(find("app")).containsExactly("10.0.0.5", "2001:db8:0:0:0:0:0:5", "10.0.0.7");
  }

  @Test
  void commentsAndLinesThatAreNoneAreSkipped() throws IOException {
    Files.writeString(file, "# 10.0.0.1 app\n\nnonsense app\n10.0.0.5 web # app\n  10.0.0.6 app\n");

    assertThat(find("app")).containsExactly("10.0.0.6");
  }

  @Test
  void capitalsDoNotMatter() throws IOException {
    Files.writeString(file, "10.0.0.5 Shop.Example.COM\n");

    assertThat(find("shop.example.com")).containsExactly("10.0.0.5");
  }

  @Test
  void bytesThatAreNoTextDoNotHideTheRest() throws IOException {
    Files.write(
        file, new byte[] {(byte) 0xff, 0, '\n', '1', '.', '2', '.', '3', '.', '4', ' ', 'a'});

    assertThat(find("a")).containsExactly("1.2.3.4");
  }

  @Test
  void withoutTheFileThereAreNoNames() throws IOException {
    assertThat(find("app")).isEmpty();
  }

  @Test
  void aChangeIsSeen() throws IOException {
    HostsFile hosts = new HostsFile(file);
    Files.writeString(file, "10.0.0.5 app\n");
    assertThat(hosts.find("app")).hasSize(1);
    assertThat(hosts.find("new")).isEmpty();

    Files.writeString(file, "10.0.0.6 app\n10.0.0.7 new\n");
    assertThat(hosts.find("app"))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("10.0.0.6");
    assertThat(hosts.find("new")).hasSize(1);
  }

  @Test
  void aChangeOfTheSameSizeIsSeenByItsTime() throws IOException {
    HostsFile hosts = new HostsFile(file);
    Files.writeString(file, "10.0.0.5 app\n");
    assertThat(hosts.find("app")).hasSize(1);

    Files.writeString(file, "10.0.0.6 app\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertThat(hosts.find("app"))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("10.0.0.6");
  }

  @Test
  void aFileThatCannotBeReadSaysNothingOfItsNames() throws IOException {
    Files.createDirectory(file); // such as without a descriptor, with which no test can do

    assertThatIOException().isThrownBy(() -> find("app"));
  }

  private List<String> find(String name) throws IOException {
    return new HostsFile(file).find(name).stream().map(InetAddress::getHostAddress).toList();
  }
}
